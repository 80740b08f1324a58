"""Inviting people into a team, and what they answer."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from accounts.messages.services.writing import Letter, write_message
from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from accounts.teams.errors import AlreadyMember, InvitationGone, TooManyInvitations
from accounts.teams.models import Invitation, WorkplaceChoice
from accounts.teams.queries.teams import is_open, team_of, to_person
from accounts.teams.rules.roles import INVITED_FOR, KEPT_AFTER, MOST_OPEN
from accounts.teams.services.membership import join_team, lock_team
from core.access.actors import Actor
from core.access.roles import Role
from core.audit.entries import record
from core.clock import now
from core.codes import new_code, printed
from core.limits.limit import TooManyAttempts
from registry.models import Producer


def digest(code: str) -> bytes:
    """What is kept of a code: whoever reads the table joins no team by it."""
    return hashlib.sha256(code.encode()).digest()


def invite(
    session: Session, producer_id: int, identifier: Identifier, role: Role, *, actor: Actor
) -> str:
    """Invite somebody; returns the code by which they come in. An earlier invitation ends.

    Nobody is looked up: it is alike for people with and without an account.
    Raises AlreadyMember, TooManyInvitations.
    """
    lock_team(session, producer_id)
    if str(identifier) in {member.identifier for member in team_of(session, producer_id)}:
        raise AlreadyMember
    _end(session, [Invitation.producer_id == producer_id, *_to(identifier)])
    waiting = select(func.count()).select_from(Invitation)
    if session.scalars(waiting.where(Invitation.producer_id == producer_id, is_open())).one() >= (
        MOST_OPEN
    ):
        raise TooManyInvitations(most=MOST_OPEN)
    code = new_code()
    invitation = Invitation(
        producer_id=producer_id,
        email=identifier.email,
        phone=identifier.phone,
        role=role,
        code_digest=digest(code),
        invited_by=actor.name,
        expires_at=now() + INVITED_FOR,
    )
    session.add(invitation)
    session.flush()
    _write(session, invitation, identifier, code)
    subject = f"producer:{producer_id}"
    record(session, actor=actor, action="team.invited", subject=subject, role=role)
    return code


def _write(session: Session, invitation: Invitation, to: Identifier, code: str) -> None:
    """Beyond the limit of text messages nothing is sent: whoever invites has the code as well."""
    letter = Letter(
        "accounts.team_invited",
        key=f"team.invited:{invitation.id}",
        facts={
            "who": invitation.invited_by,
            "producer": session.get_one(Producer, invitation.producer_id).name,
            "role": invitation.role,
            "code": printed(code),
            "days": INVITED_FOR.days,
        },
        expires_at=invitation.expires_at,
    )
    with suppress(TooManyAttempts), session.begin_nested():
        write_message(session, to, letter)


def withdraw_invitation(
    session: Session, producer_id: int, invitation_id: int, *, actor: Actor
) -> None:
    """Raises InvitationGone."""
    which = [Invitation.producer_id == producer_id, Invitation.id == invitation_id, is_open()]
    if not _end(session, which):
        raise InvitationGone
    record(session, actor=actor, action="team.withdrawn", subject=f"producer:{producer_id}")


def accept_invitation(session: Session, invitation_id: int, *, actor: Actor) -> int:
    """Come into the team; returns the number of its producer. The caller knows whose it is.

    Raises InvitationGone.
    """
    invitation = _open(session, invitation_id)
    assert actor.account_id is not None
    lock_team(session, invitation.producer_id)
    invitation = _open(session, invitation_id, locked=True)
    invitation.accepted_at, invitation.accepted_by_id = now(), actor.account_id
    role = Role(invitation.role)
    join_team(session, invitation.producer_id, actor.account_id, role, actor=actor)
    return invitation.producer_id


def decline_invitation(session: Session, invitation_id: int, *, actor: Actor) -> None:
    """Raises InvitationGone."""
    invitation = _open(session, invitation_id)
    _end(session, [Invitation.id == invitation_id])
    subject = f"producer:{invitation.producer_id}"
    record(session, actor=actor, action="team.declined", subject=subject)


def forget_invitations(session: Session) -> None:
    """Delete those that have been of no use for a while: they hold an address of somebody."""
    session.execute(delete(Invitation).where(Invitation.expires_at < now() - KEPT_AFTER))


def forget_person(session: Session, account_id: int) -> None:
    """Delete what teams keep of a person beside the roles; those who go end them."""
    session.execute(delete(Invitation).where(to_person(session, account_id)))
    session.execute(delete(WorkplaceChoice).where(WorkplaceChoice.account_id == account_id))


def is_invited(session: Session, invitation_id: int, account_id: int, code: str) -> bool:
    """Whether an invitation is this person's: it went to them, or they have its code."""
    invitation, account = _open(session, invitation_id), session.get_one(Account, account_id)
    sent_to = {invitation.email, invitation.phone} - {None}
    return bool(sent_to & {account.email, account.phone}) or (
        bool(code) and invitation.code_digest == digest(code)
    )


def _open(session: Session, invitation_id: int, *, locked: bool = False) -> Invitation:
    statement = select(Invitation).where(Invitation.id == invitation_id, is_open())
    if locked:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    invitation = session.scalar(statement)
    if invitation is None:
        raise InvitationGone
    return invitation


def _to(identifier: Identifier) -> list[ColumnElement[bool]]:
    return [
        Invitation.email.is_not_distinct_from(identifier.email),
        Invitation.phone.is_not_distinct_from(identifier.phone),
    ]


def _end(session: Session, which: Iterable[ColumnElement[bool]]) -> int:
    """An invitation that is too old stands in the way of a new one as well."""
    waiting = Invitation.accepted_at.is_(None) & Invitation.ended_at.is_(None)
    ended = update(Invitation).where(waiting, *which).values(ended_at=now())
    return len(session.scalars(ended.returning(Invitation.id)).all())
