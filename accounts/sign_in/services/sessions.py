"""Beginning and ending a session on the server."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.sign_in.models import AccessToken, SignIn
from accounts.sign_in.queries.signed_in import digest
from core.clock import now

DEVICE_LENGTH = 120
TOUCHED_EVERY = timedelta(minutes=1)


def begin_session(session: Session, account_id: int, *, device: str) -> str:
    """Sign a browser in; returns the token that its cookie is to hold. Always a new one."""
    token = secrets.token_urlsafe(32)
    readable = "".join(filter(str.isprintable, device))[:DEVICE_LENGTH]
    session.add(SignIn(token_digest=digest(token), account_id=account_id, device=readable))
    session.flush()
    return token


def renew_session(session: Session, sign_in_id: int, *, by_second_factor: bool) -> str:
    """Whose browser it is was proved again; returns its new token, the one before is void."""
    token = secrets.token_urlsafe(32)
    proved = SignIn.second_factor_at if by_second_factor else SignIn.authenticated_at
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id)
        .values({SignIn.token_digest: digest(token), proved: now()})
    )
    return token


def touch_session(session: Session, sign_in_id: int) -> None:
    """Note that it is in use. Twice at once does no harm."""
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.seen_at < now() - TOUCHED_EVERY)
        .values(seen_at=now())
    )


def end_session(session: Session, sign_in_id: int) -> None:
    """Sign one browser out; copies of its cookie are worth nothing from now on."""
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def end_own_session(session: Session, account_id: int, sign_in_id: int) -> int:
    """Sign one browser of a person out; returns how many that were, none if it is not theirs."""
    ended = session.scalars(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.account_id == account_id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
        .returning(SignIn.id)
    )
    return len(ended.all())


def end_sessions_of(session: Session, account_id: int, *, but: int | None = None) -> Sequence[int]:
    """Sign all browsers of a person out, but one; returns which those were."""
    return session.scalars(
        update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.id != (but or 0))
        .values(ended_at=now())
        .returning(SignIn.id)
    ).all()


def end_tokens_of(session: Session, account_id: int) -> None:
    """Take all access tokens of a person back: they were given by the password of then."""
    session.execute(
        update(AccessToken)
        .where(AccessToken.account_id == account_id, AccessToken.ended_at.is_(None))
        .values(ended_at=now())
    )
