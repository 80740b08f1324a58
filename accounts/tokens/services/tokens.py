"""Issuing access tokens, and taking them back."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from accounts.sign_in.models import AccessToken
from accounts.sign_in.queries.signed_in import digest
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from core.errors import NotFound

LIFE = timedelta(days=90)
PREFIX = "chosao_"  # by which searches for secrets in published code find one
TOUCHED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """What its owner is shown once."""

    token: str
    expires_at: datetime


def issue_token(session: Session, account_id: int, name: str, *, actor: Actor) -> IssuedToken:
    token = PREFIX + secrets.token_urlsafe(32)
    row = AccessToken(
        account_id=account_id,
        token_digest=digest(token),
        name=name,
        expires_at=now() + LIFE,
    )
    session.add(row)
    session.flush()
    _put_on_record(session, "token.issued", row.id, actor)
    return IssuedToken(token, row.expires_at)


def end_token(session: Session, token_id: int, *, actor: Actor) -> None:
    """Raises NotFound, for other people's tokens as well."""
    ended = session.scalar(
        update(AccessToken)
        .where(
            AccessToken.id == token_id,
            AccessToken.account_id == actor.account_id,
            AccessToken.ended_at.is_(None),
        )
        .values(ended_at=now())
        .returning(AccessToken.id)
    )
    if ended is None:
        raise NotFound
    _put_on_record(session, "token.ended", token_id, actor)


def touch_token(session: Session, token_id: int) -> None:
    """Note that it is in use, at most once an hour."""
    at = now()
    session.execute(
        update(AccessToken)
        .where(
            AccessToken.id == token_id,
            or_(AccessToken.used_at.is_(None), AccessToken.used_at < at - TOUCHED_EVERY),
        )
        .values(used_at=at)
    )


def _put_on_record(session: Session, action: str, token_id: int, actor: Actor) -> None:
    record(session, actor=actor, action=action, subject=f"token:{token_id}")
