"""Giving a role to a person, and taking it back."""

from sqlalchemy import ColumnElement, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.people.errors import ScopeRefused
from accounts.people.models import RoleGrant
from accounts.people.rules.grants import columns_of, fits
from core.access.actors import Actor
from core.access.roles import Grant
from core.audit.entries import record
from core.clock import now


def give_role(session: Session, account_id: int, grant: Grant, *, actor: Actor) -> bool:
    """Give a role; returns whether the person did not hold it before. Raises ScopeRefused."""
    if not fits(grant.role, grant.scope):
        raise ScopeRefused(role=grant.role, scope=grant.scope.kind)
    facts = {"account_id": account_id, "role": grant.role, "granted_by": actor.name}
    given = session.scalar(
        insert(RoleGrant)
        .values(**facts, **columns_of(grant.scope))
        .on_conflict_do_nothing()  # of two at once the second finds it given
        .returning(RoleGrant.id)
    )
    if given is not None:
        _put_on_record(session, "role.given", account_id, grant, actor)
    return given is not None


def take_role(session: Session, account_id: int, grant: Grant, *, actor: Actor) -> bool:
    """Take a role back; returns whether the person held it."""
    ended = session.scalars(
        update(RoleGrant)
        .where(*_held(account_id, grant))
        .values(ended_at=now())
        .returning(RoleGrant.id)
    ).all()
    if ended:
        _put_on_record(session, "role.taken", account_id, grant, actor)
    return bool(ended)


def _held(account_id: int, grant: Grant) -> list[ColumnElement[bool]]:
    scope = columns_of(grant.scope)
    return [
        RoleGrant.account_id == account_id,
        RoleGrant.role == grant.role,
        RoleGrant.ended_at.is_(None),
        *(getattr(RoleGrant, column).is_not_distinct_from(scope[column]) for column in scope),
    ]


def _put_on_record(
    session: Session, action: str, account_id: int, grant: Grant, actor: Actor
) -> None:
    record(
        session,
        actor=actor,
        action=action,
        subject=f"account:{account_id}",
        role=grant.role,
        scope=grant.scope.kind,
        scope_id=grant.scope.id,
    )
