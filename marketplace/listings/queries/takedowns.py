"""What was taken down, and what a takedown request names."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.listings.models import Listing
from registry.models import Product

MOST = 200


def listing_with_code(session: Session, code: str) -> int | None:
    return session.scalar(select(Listing.id).where(Listing.code == code))


def suspended_listings(session: Session) -> Sequence[tuple[Listing, str]]:
    """With the names of their products; what was taken down last comes first."""
    rows = session.execute(
        select(Listing, func.coalesce(Product.name, Listing.code))
        .outerjoin(Product, Product.id == Listing.product_id)
        .where(Listing.suspended_at.is_not(None))
        .order_by(Listing.suspended_at.desc(), Listing.id)
        .limit(MOST)
    )
    return [(listing, name) for listing, name in rows]
