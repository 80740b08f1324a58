"""Revisions read: their content, and the history of one listing."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.listings.models import ListingRevision
from marketplace.listings.rules.content import ListingContent

MOST_REVISIONS = 200  # of one listing that a history shows


def content_in(revision: ListingRevision) -> ListingContent:
    """What a revision says, as a value."""
    return ListingContent(
        name=revision.name,
        story=revision.story,
        kind=revision.kind,
        product_group=revision.product_group,
        label=revision.label,
        photographs=tuple(revision.photographs),
    )


def revisions_of(session: Session, listing_id: int) -> Sequence[ListingRevision]:
    """The newest first."""
    return session.scalars(
        select(ListingRevision)
        .where(ListingRevision.listing_id == listing_id)
        .order_by(ListingRevision.number.desc())
        .limit(MOST_REVISIONS)
    ).all()
