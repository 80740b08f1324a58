"""One more or one less in stock, counted under the lock: two taps are two."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from marketplace.listings.services.revisions import locked_listing
from marketplace.offers.models import Offer
from marketplace.offers.rules.typed import MOST_STOCK
from marketplace.offers.services.changing import OfferChanges, Offered, change_offer


def change_stock(
    session: Session, listing_id: int, step: int, *, actor: Actor, at: datetime
) -> int:
    """Add `step`, never below nothing; returns how many there are now."""
    listing = locked_listing(session, listing_id)
    now = session.scalar(select(Offer.stock).where(Offer.code == listing.code).with_for_update())
    left = min(MOST_STOCK, max(0, (now or 0) + step))
    changed = change_offer(
        session,
        Offered(listing.code, listing.product_id),
        OfferChanges(stock=left),
        actor=actor,
        at=at,
    )
    listing.version += changed
    session.flush()
    return left
