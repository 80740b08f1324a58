"""Who a browser belongs to: the person behind a session's token, with roles."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import Account, RoleGrant
from accounts.people.rules.grants import COLUMNS, scope_of
from accounts.sign_in.models import SignIn
from core.access.actors import Actor, Party
from core.access.roles import Grant, Role
from core.clock import now
from registry.models import Producer

LIFE = timedelta(days=30)  # since it was last used


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that holds, and the person who acts in it."""

    id: int
    actor: Actor
    authenticated_at: datetime
    second_factor_at: datetime | None
    seen_at: datetime
    is_trial: bool


def digest(token: str) -> bytes:
    """What is kept of a token: whoever reads the table cannot sign in by it."""
    return hashlib.sha256(token.encode()).digest()


def signed_in(session: Session, token: str) -> SignedIn | None:
    """The session of a token; None when it has ended, or its person may not sign in any more."""
    row = session.execute(
        select(SignIn, Account, Producer)
        .join(Account, Account.id == SignIn.account_id)
        .outerjoin(Producer, Producer.id == SignIn.acting_for_id)
        .where(
            SignIn.token_digest == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.seen_at > now() - LIFE,
        )
    ).one_or_none()
    if row is None or not row.Account.may_sign_in:
        return None
    producer: Producer | None = row.Producer
    actor = Actor(
        row.Account.full_name,
        row.Account.id,
        grants_of(session, row.Account.id),
        Party(producer.id, producer.slug, producer.name) if producer else None,
    )
    own: SignIn = row.SignIn
    return SignedIn(
        id=own.id,
        actor=actor,
        authenticated_at=own.authenticated_at,
        second_factor_at=own.second_factor_at,
        seen_at=own.seen_at,
        is_trial=row.Account.is_trial,
    )


def grants_of(session: Session, account_id: int) -> tuple[Grant, ...]:
    """The roles a person holds now, in the order they were given."""
    rows = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return tuple(
        Grant(Role(row.role), scope_of({name: getattr(row, name) for name in COLUMNS.values()}))
        for row in rows
    )
