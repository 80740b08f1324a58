"""The people who keep a listing: owners and staff of its producer, and an author besides."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accounts.people.models import Account, RoleGrant
from core.access.roles import Role
from marketplace.listings.models import Listing

ROLES = (Role.PRODUCER_OWNER, Role.PRODUCER_STAFF)


def keepers_of(session: Session, listing: Listing, author_id: int | None) -> Sequence[Account]:
    """Those who still have an account, each once."""
    holders = select(RoleGrant.account_id).where(
        RoleGrant.producer_id == listing.producer_id,
        RoleGrant.role.in_(ROLES),
        RoleGrant.ended_at.is_(None),
    )
    return session.scalars(
        select(Account)
        .where(
            or_(Account.id.in_(holders), Account.id == author_id),
            Account.deleted_at.is_(None),
        )
        .order_by(Account.id)
    ).all()
