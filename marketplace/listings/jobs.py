"""Work that follows a decision about a listing: its producer is told."""

from core.jobs.handlers import handler


@handler("listing.decided")
def tell_decision(listing_id: int, revision_id: int) -> None:
    """Of a revision."""


@handler("listing.suspended")
@handler("listing.lifted")
def tell_takedown(listing_id: int) -> None:
    """Of the whole listing."""
