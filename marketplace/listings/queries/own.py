"""Listings of a producer as the desk shows them: one with everything, or many in brief."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.access.roles import Scope, ScopeKind
from core.access.row_scopes import within
from core.db.model import AnyRow
from marketplace.listings.models import Listing, ListingDraft, ListingRevision
from marketplace.listings.queries.revisions import content_in
from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.states import RevisionState
from marketplace.offers.models import Offer
from marketplace.offers.rules.availability import is_available, is_paused
from registry.models import Producer, Product
from registry.rules.slugs import without_accents

PER_PAGE = 50


class Condition(StrEnum):
    """What a list of one's products can be narrowed to."""

    WAITING = "cho-duyet"
    TO_MEND = "can-sua"
    SOLD_OUT = "het-hang"
    PAUSED = "nghi-ban"


@dataclass(frozen=True, slots=True)
class OwnListing:
    """A listing with everything its producer may see or change of it."""

    id: int
    code: str
    version: int
    producer_id: int | None
    producer_name: str
    slug: str | None  # of its public page; None before it was approved
    print: str
    suspended_at: datetime | None
    suspended_reason: str | None
    offer: Offer | None
    newest: ListingRevision | None
    approved: ListingContent | None
    content: ListingContent  # what an editor goes on from

    @property
    def state(self) -> RevisionState | None:
        """Of what was written last; None where nothing was ever written here."""
        return RevisionState(self.newest.state) if self.newest else None

    def is_available(self, day: date) -> bool:
        return self.offer is not None and is_available(self.offer, day) and bool(self.slug)

    def is_paused(self, day: date) -> bool:
        return self.offer is not None and is_paused(self.offer.paused_until, day)


def visible_to(scopes: Collection[Scope]) -> ColumnElement[bool]:
    """Listings of the producers that somebody reaches."""
    return within(scopes, {ScopeKind.PRODUCER: Listing.__table__.c.producer_id})


_Newest, _Approved = aliased(ListingRevision), aliased(ListingRevision)
_later = aliased(ListingRevision)
_is_newest = _Newest.number == (
    select(func.max(_later.number)).where(_later.listing_id == Listing.id).scalar_subquery()
)


def _listings() -> Select[Any, Any, Any, Any, Any, Any]:
    return (
        select(Listing, Product, Producer.name.label("producer"), Offer, _Newest, _Approved)
        .outerjoin(Producer, Producer.id == Listing.producer_id)
        .outerjoin(Product, Product.id == Listing.product_id)
        .outerjoin(Offer, Offer.code == Listing.code)
        .outerjoin(_Newest, and_(_Newest.listing_id == Listing.id, _is_newest))
        .outerjoin(_Approved, _Approved.id == Listing.approved_id)
    )


def own_listing(session: Session, code: str, visible: ColumnElement[bool]) -> OwnListing | None:
    """The listing under a code; None where it is not there, or not for this person."""
    row = session.execute(_listings().where(Listing.code == code, visible)).one_or_none()
    return _own(row) if row else None


def listings_under(
    session: Session, codes: Collection[str], visible: ColumnElement[bool]
) -> list[OwnListing]:
    """The listings under some codes, those of them that this person reaches."""
    return list(map(_own, session.execute(_listings().where(Listing.code.in_(codes), visible))))


def listings_after(
    session: Session, listing_id: int, visible: ColumnElement[bool], most: int
) -> list[OwnListing]:
    """The next ones in the order they were made."""
    later = _listings().where(Listing.id > listing_id, visible).order_by(Listing.id).limit(most)
    return list(map(_own, session.execute(later)))


def codes_by_name(
    session: Session, names: Collection[str], visible: ColumnElement[bool]
) -> dict[str, str]:
    """Codes by the names that listings have now, both in small letters."""
    name = func.lower(func.coalesce(_Newest.name, Product.name))
    rows = session.execute(
        select(name, Listing.code)
        .select_from(Listing)
        .outerjoin(Product, Product.id == Listing.product_id)
        .outerjoin(_Newest, and_(_Newest.listing_id == Listing.id, _is_newest))
        .where(name.in_(names), visible)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of one's listings."""

    listings: tuple[OwnListing, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True, slots=True)
class OwnSearch:
    """What somebody looks for among their products."""

    text: str = ""
    condition: Condition | None = None
    page: int = 1


def own_listings(
    session: Session, search: OwnSearch, visible: ColumnElement[bool], day: date
) -> OwnPage:
    """By name, the newest of those that are not in the registry yet first."""
    conditions = (visible, *_matching(search, day))
    counting = select(func.count()).select_from(_listings().where(*conditions).subquery("listed"))
    total = session.scalars(counting).one()
    rows = session.execute(
        _listings()
        .where(*conditions)
        .order_by(Listing.product_id.is_not(None), func.coalesce(Product.name, _Newest.name),
                  Listing.id)
        .limit(PER_PAGE)
        .offset((search.page - 1) * PER_PAGE)
    )  # fmt: skip
    return OwnPage(tuple(map(_own, rows)), total, search.page)


def _matching(search: OwnSearch, day: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    folded = func.coalesce(Product.folded, func.lower(_Newest.name))
    for word in without_accents(search.text).split():
        typed = _Newest.name.icontains(word, autoescape=True)
        conditions.append(or_(folded.contains(word, autoescape=True), typed))
    if search.condition:
        conditions.append(_condition(search.condition, day))
    return conditions


def _condition(condition: Condition, day: date) -> ColumnElement[bool]:
    if condition is Condition.WAITING:
        return _Newest.state == RevisionState.SUBMITTED
    if condition is Condition.TO_MEND:
        return _Newest.state.in_((RevisionState.DRAFT, RevisionState.ASKED, RevisionState.REFUSED))
    if condition is Condition.SOLD_OUT:
        return func.coalesce(Offer.stock, 0) == 0
    return func.coalesce(Offer.paused_until >= day, false())


def _own(row: AnyRow) -> OwnListing:
    listing, product, producer, offer, newest, approved = row
    in_registry = (
        ListingContent(name=product.name, product_group=product.product_group) if product else None
    )
    shown = content_in(approved) if approved else in_registry
    return OwnListing(
        id=listing.id,
        code=listing.code,
        version=listing.version,
        producer_id=listing.producer_id,
        producer_name=producer or "",
        slug=product.slug if product else None,
        print=product.print if product else "",
        suspended_at=listing.suspended_at,
        suspended_reason=listing.suspended_reason,
        offer=offer,
        newest=newest,
        approved=shown,
        content=content_in(newest) if newest else _whole(shown),
    )


def _whole(content: ListingContent | None) -> ListingContent:
    assert content is not None  # a listing without a product has a revision from the beginning
    return content


def draft_of(session: Session, listing_id: int, account_id: int) -> ListingDraft | None:
    """What this person has typed and not sent."""
    return session.get(ListingDraft, (listing_id, account_id))
