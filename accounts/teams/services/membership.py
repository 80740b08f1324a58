"""Changing who belongs to a producer's team, and as what."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import Account, RoleGrant
from accounts.people.services.grants import give_role, take_role
from accounts.teams.errors import LastOwner
from accounts.teams.queries.teams import IN_TEAM
from accounts.teams.rules.roles import TEAM_ROLES
from core.access.actors import Actor
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.errors import NotFound
from registry.models import Producer


def lock_team(session: Session, producer_id: int) -> None:
    """Let nobody else change this team until the transaction ends."""
    locked = select(Producer.id).where(Producer.id == producer_id)
    session.execute(locked.with_for_update(key_share=True)).one()


def join_team(
    session: Session, producer_id: int, account_id: int, role: Role, *, actor: Actor
) -> None:
    """Make a person a member, in the place of what they were there. The team is locked."""
    for other in TEAM_ROLES:
        if other is not role:
            take_role(session, account_id, _grant(other, producer_id), actor=actor)
    give_role(session, account_id, _grant(role, producer_id), actor=actor)


def change_role(
    session: Session, producer_id: int, account_id: int, role: Role, *, actor: Actor
) -> None:
    """Give a member another role. Raises NotFound, LastOwner."""
    lock_team(session, producer_id)
    _require_member(session, producer_id, account_id)
    if role is not Role.PRODUCER_OWNER:
        _require_other_owner(session, producer_id, account_id)
    join_team(session, producer_id, account_id, role, actor=actor)


def end_membership(session: Session, producer_id: int, account_id: int, *, actor: Actor) -> None:
    """Remove a member, or leave. Raises NotFound, LastOwner."""
    lock_team(session, producer_id)
    _require_member(session, producer_id, account_id)
    _require_other_owner(session, producer_id, account_id)
    for role in TEAM_ROLES:
        take_role(session, account_id, _grant(role, producer_id), actor=actor)


def _require_member(session: Session, producer_id: int, account_id: int) -> None:
    if account_id not in _holders(session, producer_id, TEAM_ROLES):
        raise NotFound


def _require_other_owner(session: Session, producer_id: int, account_id: int) -> None:
    """Whoever is no owner, or not the only one who can sign in, may go."""
    owners = _holders(session, producer_id, [Role.PRODUCER_OWNER])
    able = {number for number, account in owners.items() if account.may_sign_in}
    if account_id in owners and not able - {account_id}:
        raise LastOwner


def _holders(session: Session, producer_id: int, roles: Collection[Role]) -> dict[int, Account]:
    accounts = session.scalars(
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(IN_TEAM, RoleGrant.producer_id == producer_id, RoleGrant.role.in_(roles))
    )
    return {account.id: account for account in accounts}


def _grant(role: Role, producer_id: int) -> Grant:
    return Grant(role, Scope(ScopeKind.PRODUCER, producer_id))
