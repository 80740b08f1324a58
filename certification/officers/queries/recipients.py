"""Whom an act of two persons concerns: officers who may confirm it, and who proposed it."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from accounts.pending_acts.models import PendingAct
from accounts.people.models import Account, RoleGrant
from core.access.roles import Role


def second_persons(
    session: Session, pending: PendingAct, roles: Collection[Role]
) -> Sequence[Account]:
    """Everybody else who holds one of these roles where the act belongs."""
    within = or_(
        and_(RoleGrant.province_id.is_not(None), RoleGrant.province_id == pending.province_id),
        and_(RoleGrant.commune_id.is_not(None), RoleGrant.commune_id == pending.commune_id),
    )
    accounts = session.scalars(
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role.in_(sorted(roles)), RoleGrant.ended_at.is_(None), within)
        .where(Account.id != pending.proposed_by_id)
        .distinct()
        .order_by(Account.id)
    )
    return [account for account in accounts if account.may_sign_in]
