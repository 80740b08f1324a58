"""The moderation queue: what waits to be looked at, the oldest first, and one of it in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.db.model import AnyRow
from marketplace.listings.models import Listing, ListingRevision, TakedownOrder
from marketplace.listings.queries.revisions import content_in
from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.states import WAITING, RevisionState
from registry.models import Producer, Product, Province

PER_PAGE = 50


class QueuePart(StrEnum):
    """Which revisions a queue shows."""

    NEW = "moi"
    ASKED = "da-hoi"
    DECIDED = "da-quyet"


@dataclass(frozen=True, slots=True)
class QueueSearch:
    """What an operator narrows the queue to."""

    part: QueuePart = QueuePart.NEW
    text: str = ""
    province: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class QueuedRevision:
    """A revision with whose it is, and what it would replace."""

    revision: ListingRevision
    code: str
    listing_id: int
    producer: str
    producer_slug: str | None
    province: str
    slug: str | None
    content: ListingContent
    approved: ListingContent | None
    suspended_at: datetime | None
    suspended_reason: str | None

    @property
    def is_open(self) -> bool:
        return self.revision.state in WAITING

    @property
    def is_new_product(self) -> bool:
        return self.approved is None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue."""

    revisions: tuple[QueuedRevision, ...]
    total: int
    page: int
    oldest: datetime | None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


_Approved = aliased(ListingRevision)
_PARTS: dict[QueuePart, tuple[str, ...]] = {
    QueuePart.NEW: (RevisionState.SUBMITTED,),
    QueuePart.ASKED: (RevisionState.ASKED,),
    QueuePart.DECIDED: (RevisionState.APPROVED, RevisionState.REFUSED),
}


def queue_page(session: Session, search: QueueSearch) -> QueuePage:
    """The oldest first; of what is decided the newest."""
    conditions = _matching(search)
    counted = _revisions().with_only_columns(
        func.count(), func.min(ListingRevision.submitted_at), maintain_column_froms=True
    )
    total, oldest = session.execute(counted.where(*conditions)).one()
    is_past = search.part is QueuePart.DECIDED
    order = ListingRevision.decided_at.desc() if is_past else ListingRevision.submitted_at
    rows = session.execute(
        _revisions()
        .where(*conditions)
        .order_by(order, ListingRevision.id)
        .limit(PER_PAGE)
        .offset((search.page - 1) * PER_PAGE)
    )
    return QueuePage(tuple(map(_queued, rows)), total, search.page, oldest)


def queued_revision(session: Session, revision_id: int) -> QueuedRevision | None:
    """One revision, whatever its state; a draft is nobody's business but its author's."""
    row = session.execute(
        _revisions().where(
            ListingRevision.id == revision_id, ListingRevision.state != RevisionState.DRAFT
        )
    ).one_or_none()
    return _queued(row) if row else None


def queue_provinces(session: Session) -> dict[str, str]:
    """The provinces of those who wait, by slug."""
    rows = session.execute(
        select(Province.slug, Province.name)
        .join(Producer, Producer.province_id == Province.id)
        .join(Listing, Listing.producer_id == Producer.id)
        .join(ListingRevision, ListingRevision.listing_id == Listing.id)
        .where(ListingRevision.state.in_(WAITING))
        .distinct()
        .order_by(Province.name)
    )
    return {row.slug: row.name for row in rows}


def next_waiting(session: Session, after: int) -> int | None:
    """The revision to look at when one is done with."""
    return session.scalar(
        select(ListingRevision.id)
        .where(ListingRevision.state == RevisionState.SUBMITTED, ListingRevision.id != after)
        .order_by(ListingRevision.submitted_at, ListingRevision.id)
        .limit(1)
    )


def open_orders(session: Session) -> Sequence[tuple[TakedownOrder, Listing, str]]:
    """Takedown orders that are not done, the most urgent first, with the name of the product."""
    name = func.coalesce(Product.name, Listing.code)
    rows = session.execute(
        select(TakedownOrder, Listing, name)
        .join(Listing, Listing.id == TakedownOrder.listing_id)
        .outerjoin(Product, Product.id == Listing.product_id)
        .where(TakedownOrder.done_at.is_(None))
        .order_by(TakedownOrder.due_at, TakedownOrder.id)
    )
    return [(order, listing, name) for order, listing, name in rows]


def _revisions() -> Select[Any, Any, Any, Any, Any, Any]:
    return (
        select(ListingRevision, Listing, _Approved, Product, Producer, Province.name)
        .join(Listing, Listing.id == ListingRevision.listing_id)
        .outerjoin(_Approved, _Approved.id == Listing.approved_id)
        .outerjoin(Product, Product.id == Listing.product_id)
        .outerjoin(Producer, Producer.id == Listing.producer_id)
        .outerjoin(Province, Province.id == Producer.province_id)
    )


def _matching(search: QueueSearch) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [ListingRevision.state.in_(_PARTS[search.part])]
    if search.text:
        names = (ListingRevision.name, Producer.name, Listing.code)
        conditions.append(or_(*(n.icontains(search.text, autoescape=True) for n in names)))
    if search.province:
        conditions.append(Province.slug == search.province)
    return conditions


def _queued(row: AnyRow) -> QueuedRevision:
    revision, listing, approved, product, producer, province = row
    in_registry = (
        ListingContent(name=product.name, product_group=product.product_group) if product else None
    )
    return QueuedRevision(
        revision=revision,
        code=listing.code,
        listing_id=listing.id,
        producer=producer.name if producer else "",
        producer_slug=producer.slug if producer else None,
        province=province or "",
        slug=product.slug if product else None,
        content=content_in(revision),
        approved=content_in(approved) if approved else in_registry,
        suspended_at=listing.suspended_at,
        suspended_reason=listing.suspended_reason,
    )
