"""What a producer has to do about listings: answers of moderation, incomplete labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.queries.revisions import content_in
from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.states import RevisionState
from registry.models import Product


@dataclass(frozen=True, slots=True)
class ListingToMend:
    """The newest words of a listing, and what has become of them."""

    code: str
    name: str
    state: RevisionState | None  # None: as the catalogue has it
    reason: str
    suspended_reason: str | None
    content: ListingContent


_later = aliased(ListingRevision)
_NEWEST = ListingRevision.number == (
    select(func.max(_later.number)).where(_later.listing_id == Listing.id).scalar_subquery()
)


def listings_to_mend(session: Session, producer_id: int) -> Sequence[ListingToMend]:
    """All of a producer; which of them need something, rules say."""
    rows = session.execute(
        select(Listing, ListingRevision, Product.name, Product.product_group)
        .select_from(Listing)
        .outerjoin(ListingRevision, and_(ListingRevision.listing_id == Listing.id, _NEWEST))
        .outerjoin(Product, Product.id == Listing.product_id)
        .where(Listing.producer_id == producer_id)
        .order_by(Listing.id)
    )
    return [
        ListingToMend(
            code=listing.code,
            name=newest.name if newest else name,
            state=RevisionState(newest.state) if newest else None,
            reason=newest.reason if newest else "",
            suspended_reason=listing.suspended_reason,
            content=content_in(newest) if newest else ListingContent(name, product_group=group),
        )
        for listing, newest, name, group in rows
    ]
