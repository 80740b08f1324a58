"""Everybody who has an account, with the roles they hold now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import Account, RoleGrant
from accounts.people.queries.scopes import HeldRole, held_role, keys_of
from accounts.people.rules.grants import COLUMNS, scope_of
from core.access.roles import Role


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the roster."""

    identifier: str
    name: str
    roles: list[HeldRole]
    confirmed: bool
    locked: bool
    trial: bool
    created_at: datetime


def roster(session: Session) -> list[Person]:
    """In the order in which people came; without those whose account is deleted."""
    accounts = session.scalars(
        select(Account).where(Account.deleted_at.is_(None)).order_by(Account.id)
    ).all()
    roles = _roles(session)
    return [
        Person(
            identifier=account.identifier,
            name=account.full_name,
            roles=[HeldRole(Role.CONSUMER), *roles[account.id]],
            confirmed=account.confirmed_at is not None,
            locked=account.locked_at is not None,
            trial=account.is_trial,
            created_at=account.created_at,
        )
        for account in accounts
    ]


def _roles(session: Session) -> dict[int, list[HeldRole]]:
    rows = session.scalars(
        select(RoleGrant).where(RoleGrant.ended_at.is_(None)).order_by(RoleGrant.id)
    ).all()
    scopes = [scope_of({name: getattr(row, name) for name in COLUMNS.values()}) for row in rows]
    keys = keys_of(session, scopes)
    roles: dict[int, list[HeldRole]] = defaultdict(list)
    for row, scope in zip(rows, scopes, strict=True):
        roles[row.account_id].append(held_role(Role(row.role), scope, keys))
    return roles
