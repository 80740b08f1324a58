"""Deleting an account: what only this person needed goes, what the law keeps stays."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import NOBODY, Account, RoleGrant
from accounts.people.rules.grants import COLUMNS, scope_of
from accounts.people.services.grants import take_role
from accounts.privacy.services.holdings import Holdings
from accounts.sign_in.services.sessions import end_sessions_of
from core.access.actors import Actor
from core.access.roles import Grant, Role
from core.audit.entries import record
from core.clock import now


def erase_account(session: Session, account: Account, holdings: Holdings, *, actor: Actor) -> None:
    """Nobody can sign in by it any more, and its address or number is free again.

    Its row stays, without a name: what the law keeps refers to it.
    """
    end_sessions_of(session, account.id)
    for holding in holdings:
        holding.forget(session, account.id)
    for grant in _grants(session, account.id):
        take_role(session, account.id, grant, actor=actor)
    account.email = account.phone = account.password_hash = None
    account.full_name = NOBODY
    account.deleted_at = now()
    record(session, actor=actor, action="account.deleted", subject=f"account:{account.id}")


def _grants(session: Session, account_id: int) -> list[Grant]:
    rows = session.scalars(
        select(RoleGrant).where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None))
    )
    return [
        Grant(Role(row.role), scope_of({name: getattr(row, name) for name in COLUMNS.values()}))
        for row in rows
    ]
