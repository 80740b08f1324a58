"""Drafts of the editor (autosave): what somebody has typed and not sent, kept for them alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.listings.errors import ListingChanged
from marketplace.listings.models import Listing, ListingDraft

Typed = Mapping[str, str | list[str]]


def keep_draft(
    session: Session, listing_id: int, account_id: int, fields: Typed, version: int, at: datetime
) -> None:
    """Put the newest text in the place of the one before.

    Raises ListingChanged over another version than the present one: what was just sent is no draft.
    """
    present = session.scalars(
        select(Listing.version).where(Listing.id == listing_id).with_for_update(read=True)
    ).one()
    if version != present:
        raise ListingChanged(version=present)
    values = {"version": version, "fields": dict(fields), "saved_at": at}
    session.execute(
        insert(ListingDraft)
        .values(listing_id=listing_id, account_id=account_id, **values)
        .on_conflict_do_update(index_elements=["listing_id", "account_id"], set_=values)
    )


def discard_draft(session: Session, listing_id: int, account_id: int) -> None:
    session.execute(
        delete(ListingDraft).where(
            ListingDraft.listing_id == listing_id, ListingDraft.account_id == account_id
        )
    )


def own_drafts(session: Session, account_id: int) -> Sequence[Mapping[str, object]]:
    """What a person has typed and not sent."""
    drafts = session.scalars(select(ListingDraft).where(ListingDraft.account_id == account_id))
    columns = ListingDraft.__table__.columns.keys()
    return [{name: getattr(each, name) for name in columns} for each in drafts]


def drop_own_drafts(session: Session, account_id: int) -> None:
    session.execute(delete(ListingDraft).where(ListingDraft.account_id == account_id))
