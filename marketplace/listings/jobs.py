"""Work that follows a decision about a listing: those who keep it are told, each once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.messages.services.writing import Letter, notify
from core.db.sessions import transaction
from core.jobs.handlers import handler
from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.queries.keepers import keepers_of
from marketplace.listings.rules.states import RevisionState
from registry.models import Product

EVENTS = {
    RevisionState.APPROVED: "marketplace.listing_approved",
    RevisionState.REFUSED: "marketplace.listing_refused",
    RevisionState.ASKED: "marketplace.listing_asked",
}


@handler("listing.decided")
def tell_decision(listing_id: int, revision_id: int) -> None:
    """The author of the revision, and the owners; of a takedown another job tells."""
    with transaction() as session:
        listing = session.get_one(Listing, listing_id)
        revision = session.get_one(ListingRevision, revision_id)
        event = EVENTS.get(RevisionState(revision.state))
        if event is None or listing.suspended_at is not None:
            return
        key = f"{event}:{revision.id}:{revision.decided_at:%s}"
        facts = {"name": revision.name, "reason": revision.reason, "code": listing.code}
        for account in keepers_of(session, listing, revision.author_id):
            notify(session, account, Letter(event, f"{key}:{account.id}", facts))


@handler("listing.suspended")
def tell_takedown(listing_id: int) -> None:
    """Everybody who keeps the listing."""
    with transaction() as session:
        listing = session.get_one(Listing, listing_id)
        if listing.suspended_at is not None:
            reason = listing.suspended_reason or ""
            key = f"{listing.id}:{listing.suspended_at:%s}"
            _tell_all(session, listing, "marketplace.listing_suspended", key, reason)


@handler("listing.lifted")
def tell_return(listing_id: int, at: str) -> None:
    """The same people."""
    with transaction() as session:
        listing = session.get_one(Listing, listing_id)
        _tell_all(session, listing, "marketplace.listing_lifted", f"{listing.id}:{at}", "")


def _tell_all(session: Session, listing: Listing, event: str, key: str, reason: str) -> None:
    name = session.scalar(select(Product.name).where(Product.id == listing.product_id))
    facts = {"name": name or listing.code, "reason": reason, "code": listing.code}
    for account in keepers_of(session, listing, None):
        notify(session, account, Letter(event, f"{event}:{key}:{account.id}", facts))
