"""Revisions of a listing: the content it has, and a new one that takes the place of an open one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.queries.revisions import content_in
from marketplace.listings.rules.content import ListingContent
from marketplace.listings.rules.states import OPEN, RevisionState
from registry.models import Product


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes a revision, when, and by which edition of the label rules."""

    actor: Actor
    at: datetime
    label_rules: str


def locked_listing(session: Session, listing_id: int) -> Listing:
    """The listing, which nobody else changes or decides about meanwhile."""
    return session.scalars(
        select(Listing)
        .where(Listing.id == listing_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def newest_revision(session: Session, listing: Listing) -> ListingRevision | None:
    """The one that was written last, whatever became of it."""
    return session.scalar(
        select(ListingRevision)
        .where(ListingRevision.listing_id == listing.id)
        .order_by(ListingRevision.number.desc())
        .limit(1)
    )


def newest_content(session: Session, listing: Listing) -> ListingContent | None:
    """What an editor goes on from: refused words are there to be mended."""
    newest = newest_revision(session, listing)
    return content_in(newest) if newest else _of_registry(session, listing)


def add_revision(
    session: Session,
    listing: Listing,
    content: ListingContent,
    *,
    submit: bool,
    author: Author,
) -> ListingRevision:
    """Write a revision, in the place of the one that is open; the listing is locked."""
    actor = author.actor
    session.execute(
        update(ListingRevision)
        .where(ListingRevision.listing_id == listing.id, ListingRevision.state.in_(OPEN))
        .values(state=RevisionState.REPLACED, decided_at=None)
    )
    last = session.scalar(
        select(func.max(ListingRevision.number)).where(ListingRevision.listing_id == listing.id)
    )
    revision = ListingRevision(
        listing_id=listing.id,
        number=(last or 0) + 1,
        state=RevisionState.SUBMITTED if submit else RevisionState.DRAFT,
        name=content.name,
        story=content.story,
        kind=content.kind,
        product_group=content.product_group,
        label=dict(content.label),
        label_rules=author.label_rules,
        photographs=list(content.photographs),
        author_id=actor.account_id,
        author=actor.name,
        on_behalf_of=actor.on_behalf_of.name if actor.on_behalf_of else None,
        created_at=author.at,
        submitted_at=author.at if submit else None,
    )
    session.add(revision)
    session.flush()
    action = "listing.submitted" if submit else "listing.drafted"
    record(session, actor=actor, action=action, subject=f"product:{listing.code}",
           revision=revision.number)  # fmt: skip
    return revision


def _of_registry(session: Session, listing: Listing) -> ListingContent | None:
    if listing.product_id is None:
        return None
    product = session.get_one(Product, listing.product_id)
    return ListingContent(name=product.name, product_group=product.product_group)
