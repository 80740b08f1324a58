"""What became of what a producer wrote about their products."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.states import RevisionState
from registry.models import Product


@dataclass(frozen=True, slots=True)
class WrittenListing:
    """A listing and its newest revision; no state: nobody has written anything yet."""

    code: str
    name: str
    suspended_reason: str | None
    state: RevisionState | None
    reason: str
    content: ListingContent


def written_listings(session: Session, producer_id: int) -> list[WrittenListing]:
    """All of a producer, by name, in one statement."""
    newest = aliased(
        ListingRevision,
        select(ListingRevision)
        .join(Listing, Listing.id == ListingRevision.listing_id)
        .where(Listing.producer_id == producer_id)
        .ext(distinct_on(ListingRevision.listing_id))
        .order_by(ListingRevision.listing_id, ListingRevision.number.desc())
        .subquery(),
    )
    name = func.coalesce(Product.name, newest.name, "")
    rows = session.execute(
        select(Listing, name.label("name"), newest)
        .outerjoin(Product, Product.id == Listing.product_id)
        .outerjoin(newest, and_(newest.listing_id == Listing.id))
        .where(Listing.producer_id == producer_id)
        .order_by(name, Listing.id)
    )
    return [
        WrittenListing(
            listing.code,
            called,
            listing.suspended_reason,
            RevisionState(revision.state) if revision else None,
            revision.reason if revision else "",
            ListingContent(name=called, kind=revision.kind, label=revision.label)
            if revision
            else ListingContent(name=called),
        )
        for listing, called, revision in rows
    ]
