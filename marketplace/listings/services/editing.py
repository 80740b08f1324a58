"""Edits of a listing by its producer: what is sold changes at once, what is said is submitted."""

from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from marketplace.listings.errors import ListingChanged, RevisionUnknown
from marketplace.listings.models import Listing, ListingDraft, ListingRevision
from marketplace.listings.queries.revisions import content_in
from marketplace.listings.rules.content import ContentChanges, ListingContent
from marketplace.listings.rules.states import RevisionState
from marketplace.listings.services.revisions import (
    Author,
    add_revision,
    locked_listing,
    newest_content,
    newest_revision,
)
from marketplace.offers.models import Offer
from marketplace.offers.services.changing import OfferChanges, Offered, change_offer, remove_offer
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue


@dataclass(frozen=True, slots=True)
class ListingEdit:
    """What somebody sends from the editor; `version` is of the listing they saw, if they say."""

    offer: OfferChanges = field(default_factory=OfferChanges)
    content: ContentChanges = field(default_factory=ContentChanges)
    version: int | None = None
    stock: int | None = None  # as they saw it, where a sale in between matters to them
    submit: bool = True


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What came of an edit."""

    version: int
    revision: int | None  # number of the new revision
    changed: bool


def create_listing(
    session: Session,
    producer_id: int,
    content: ListingContent,
    author: Author,
) -> Listing:
    """A new product of a producer, as a draft under a code of its own; nobody else sees it yet."""
    code = next(issue(session, CodeKind.PRODUCT, 1))
    listing = Listing(code=code, producer_id=producer_id)
    session.add(listing)
    session.flush()
    record(session, actor=author.actor, action="listing.created", subject=f"product:{code}")
    add_revision(session, listing, content, submit=False, author=author)
    return listing


def edit_listing(
    session: Session,
    listing_id: int,
    edit: ListingEdit,
    author: Author,
) -> EditOutcome:
    """Change what is named.

    Raises ListingChanged when somebody else was quicker, TermRefused when terms contradict each
    other; nothing is changed then.
    """
    listing = locked_listing(session, listing_id)
    _check_unchanged(session, listing, edit)
    revision = _revise(session, listing, edit, author=author)
    offered = Offered(listing.code, listing.product_id)
    sold = bool(edit.offer) and change_offer(
        session, offered, edit.offer, actor=author.actor, at=author.at
    )
    if revision or sold:
        listing.version += 1
    session.execute(
        delete(ListingDraft).where(
            ListingDraft.listing_id == listing.id,
            ListingDraft.account_id == author.actor.account_id,
        )
    )
    session.flush()
    number = revision.number if revision else None
    return EditOutcome(listing.version, number, bool(revision or sold))


def _check_unchanged(session: Session, listing: Listing, edit: ListingEdit) -> None:
    if edit.version is not None and edit.version != listing.version:
        raise ListingChanged(version=listing.version)
    if edit.stock is None:
        return
    left = select(Offer.stock).where(Offer.code == listing.code).with_for_update()
    if session.scalar(left) != edit.stock:
        raise ListingChanged(version=listing.version)


def restore_revision(session: Session, listing_id: int, number: int, author: Author) -> EditOutcome:
    """Submit again what an earlier revision said. Raises RevisionUnknown."""
    listing = locked_listing(session, listing_id)
    revision = session.scalar(
        select(ListingRevision).where(
            ListingRevision.listing_id == listing.id, ListingRevision.number == number
        )
    )
    if revision is None:
        raise RevisionUnknown(number=number)
    content = content_in(revision)
    if content == newest_content(session, listing):
        return EditOutcome(listing.version, None, changed=False)
    new = add_revision(session, listing, content, submit=True, author=author)
    listing.version += 1
    session.flush()
    return EditOutcome(listing.version, new.number, changed=True)


def remove_new_listing(session: Session, listing_id: int, *, version: int, actor: Actor) -> None:
    """Take away a listing that was never sent to moderation, and what was offered under it.

    Its code is issued to nothing else. Raises ListingChanged when it is not as it was made.
    """
    listing = locked_listing(session, listing_id)
    written = session.scalars(
        select(ListingRevision.state).where(ListingRevision.listing_id == listing.id)
    ).all()
    if listing.version != version or listing.product_id or set(written) - {RevisionState.DRAFT}:
        raise ListingChanged(version=listing.version)
    for table in (ListingDraft, ListingRevision):
        session.execute(delete(table).where(table.listing_id == listing.id))
    remove_offer(session, listing.code)
    session.delete(listing)
    record(session, actor=actor, action="listing.removed", subject=f"product:{listing.code}")
    session.flush()


def _revise(
    session: Session,
    listing: Listing,
    edit: ListingEdit,
    author: Author,
) -> ListingRevision | None:
    """A new revision where something else is said now, or what was a draft is submitted."""
    newest = newest_revision(session, listing)
    before = content_in(newest) if newest else newest_content(session, listing)
    assert before is not None  # a listing without a product has a revision from the beginning
    content = before.changed(edit.content)
    is_draft = newest is not None and newest.state == RevisionState.DRAFT
    if content == before and not (is_draft and edit.submit and edit.content):
        return None
    return add_revision(session, listing, content, submit=edit.submit, author=author)
