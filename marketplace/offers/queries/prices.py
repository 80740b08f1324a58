"""The prices an offer has had, newest first."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.offers.models import Offer, PriceChange

MOST_PRICES = 200


def price_changes(session: Session, code: str) -> Sequence[PriceChange]:
    """Of what is sold under a public code."""
    return session.scalars(
        select(PriceChange)
        .join(Offer, Offer.id == PriceChange.offer_id)
        .where(Offer.code == code)
        .order_by(PriceChange.at.desc(), PriceChange.id.desc())
        .limit(MOST_PRICES)
    ).all()
