"""The people of one producer, and who is invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from accounts.people.models import Account, RoleGrant
from accounts.people.rules.identifiers import Identifier
from accounts.teams.models import Invitation
from accounts.teams.rules.roles import TEAM_ROLES, highest
from core.access.roles import Role
from core.clock import now
from registry.models import Producer


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team; `may_work` is not so while the account is locked or unconfirmed."""

    account_id: int
    name: str
    identifier: str
    role: Role
    since: datetime
    may_work: bool


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """One that waits for an answer."""

    id: int
    producer: str
    identifier: str
    role: Role
    invited_by: str
    expires_at: datetime


IN_TEAM = and_(
    RoleGrant.ended_at.is_(None), RoleGrant.role.in_(TEAM_ROLES), Account.deleted_at.is_(None)
)


def team_of(session: Session, producer_id: int) -> list[Member]:
    """Owners first, then by how long they belong to it."""
    since = func.min(RoleGrant.granted_at)
    rows = session.execute(
        select(Account, func.array_agg(RoleGrant.role), since)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(IN_TEAM, RoleGrant.producer_id == producer_id)
        .group_by(Account.id)
        .order_by(since, Account.id)
    ).all()
    members = (
        Member(
            account.id,
            account.full_name,
            account.identifier,
            highest(Role(role) for role in roles),
            granted_at,
            account.may_sign_in,
        )
        for account, roles, granted_at in rows
    )
    return sorted(members, key=lambda member: TEAM_ROLES.index(member.role))


def is_open() -> ColumnElement[bool]:
    """Of an invitation: whether it can still be accepted."""
    return (
        Invitation.accepted_at.is_(None)
        & Invitation.ended_at.is_(None)
        & (Invitation.expires_at > now())
    )


def open_invitations(session: Session, producer_id: int) -> list[OpenInvitation]:
    """Those of a producer, newest first."""
    return _invitations(session, Invitation.producer_id == producer_id)


def invitations_to(session: Session, account_id: int) -> list[OpenInvitation]:
    """Those that went to an e-mail or phone by which this person signs in."""
    account = session.get_one(Account, account_id)
    own = [Invitation.email == account.email] if account.email else []
    own += [Invitation.phone == account.phone] if account.phone else []
    return _invitations(session, or_(*own)) if own else []


def to_person(session: Session, account_id: int) -> ColumnElement[bool]:
    """Invitations that went to a person, or that they accepted."""
    account = session.get_one(Account, account_id)
    return or_(
        Invitation.accepted_by_id == account_id,
        Invitation.email == account.email if account.email else false(),
        Invitation.phone == account.phone if account.phone else false(),
    )


def own_invitations(session: Session, account_id: int) -> list[dict[str, object]]:
    """All of a person that are kept, answered or not, for the file of what we keep of them."""
    rows = session.execute(
        select(
            Producer.name.label("producer"),
            Invitation.role,
            Invitation.invited_by,
            Invitation.created_at,
            Invitation.accepted_at,
            Invitation.ended_at,
        )
        .join(Producer, Producer.id == Invitation.producer_id)
        .where(to_person(session, account_id))
        .order_by(Invitation.id)
    )
    return [dict(row) for row in rows.mappings()]


def invitation_with(session: Session, code_digest: bytes) -> OpenInvitation | None:
    return next(iter(_invitations(session, Invitation.code_digest == code_digest)), None)


def identifier_of(row: Invitation) -> str:
    return str(Identifier(row.email, row.phone))


def _invitations(session: Session, which: ColumnElement[bool]) -> list[OpenInvitation]:
    rows: Sequence[tuple[Invitation, str]] = session.execute(
        select(Invitation, Producer.name)
        .join(Producer, Producer.id == Invitation.producer_id)
        .where(which, is_open())
        .order_by(Invitation.id.desc())
    ).all()
    return [
        OpenInvitation(
            row.id, producer, identifier_of(row), Role(row.role), row.invited_by, row.expires_at
        )
        for row, producer in rows
    ]
