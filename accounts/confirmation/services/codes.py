"""Sending one-time codes, and taking them back."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from accounts.confirmation.models import Confirmation
from accounts.confirmation.rules.codes import (
    DIGITS,
    LIFE,
    MOST_TRIES,
    REPEATED,
    CodePurpose,
    code_digest,
    digits_of,
    subjects,
)
from accounts.messages.services.writing import Letter, write_message
from accounts.people.rules.identifiers import Identifier
from core.clock import now
from core.limits.attempts import count_attempt


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """Who is to prove what. `event`: the wording of what is written to the recipient."""

    purpose: CodePurpose
    event: str
    recipient: Identifier
    language: str
    source: str  # where it is asked from
    account_id: int | None = None
    full_name: str | None = None
    password_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Redemption:
    """What came of a code: the confirmation it belongs to, or how many tries are left."""

    confirmation: Confirmation | None
    tries_left: int = 0
    is_repeated: bool = False  # it was used a moment ago, by the same browser


def send_code(session: Session, request: CodeRequest) -> str:
    """Keep and send a code; returns the token that the browser is to hold.

    Does the same work whoever is asked for. Raises TooManyAttempts: nothing is sent then.
    """
    token = secrets.token_urlsafe(32)
    code = _new_code()
    confirmation = Confirmation(
        token_digest=_digest(token),
        code_digest=code_digest(token, code),
        purpose=request.purpose,
        event=request.event,
        email=request.recipient.email,
        phone=request.recipient.phone,
        account_id=request.account_id,
        full_name=request.full_name,
        password_hash=request.password_hash,
        language=request.language,
        expires_at=now() + LIFE,
    )
    session.add(confirmation)
    session.flush()
    _write(session, confirmation, code, request.source)
    return token


def send_again(session: Session, token: str, purpose: CodePurpose, *, source: str) -> bool:
    """Another code in the place of the last; returns whether there is anything to confirm.

    Raises TooManyAttempts.
    """
    confirmation = _waiting(session, token, purpose)
    if confirmation is None or confirmation.used_at:
        return False
    code = _new_code()
    confirmation.code_digest = code_digest(token, code)
    confirmation.sendings += 1
    confirmation.tries = 0
    confirmation.expires_at = now() + LIFE
    session.flush()
    _write(session, confirmation, code, source)
    return True


def redeem(session: Session, token: str, purpose: CodePurpose, typed: str) -> Redemption:
    """Use a code up, or count a wrong try: the transaction is to be committed either way.

    Of two at once the second waits for the first, and is told that it only repeats it.
    """
    confirmation = _waiting(session, token, purpose)
    if confirmation is None or confirmation.expires_at <= now() or confirmation.tries >= MOST_TRIES:
        return Redemption(None)
    confirmation.tries += 1
    if not hmac.compare_digest(confirmation.code_digest, code_digest(token, digits_of(typed))):
        return Redemption(None, MOST_TRIES - confirmation.tries)
    is_repeated = confirmation.used_at is not None
    confirmation.used_at = confirmation.used_at or now()
    return Redemption(confirmation, is_repeated=is_repeated)


def waits_for_code(session: Session, token: str, purpose: CodePurpose) -> Identifier | None:
    """To whom a code was sent that this browser may still type, or ask for again."""
    confirmation = session.scalar(select(Confirmation).where(*_of(token, purpose)))
    return confirmation.recipient if confirmation else None


def forget_confirmations(session: Session) -> None:
    """Delete those that led nowhere, with names and hashes, and those that were used."""
    session.execute(delete(Confirmation).where(Confirmation.expires_at < now() - LIFE * 4))


def forget_confirmations_of(session: Session, account_id: int) -> None:
    session.execute(delete(Confirmation).where(Confirmation.account_id == account_id))


def _waiting(session: Session, token: str, purpose: CodePurpose) -> Confirmation | None:
    return session.scalar(
        select(Confirmation)
        .where(*_of(token, purpose))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _of(token: str, purpose: CodePurpose) -> tuple[ColumnElement[bool], ...]:
    return (
        Confirmation.token_digest == _digest(token),
        Confirmation.purpose == purpose,
        or_(Confirmation.used_at.is_(None), Confirmation.used_at > now() - REPEATED),
    )


def _write(session: Session, confirmation: Confirmation, code: str, source: str) -> None:
    recipient = confirmation.recipient
    count_attempt(session, subjects(str(recipient), source))
    letter = Letter(
        confirmation.event,
        key=f"confirmation:{confirmation.id}:{confirmation.sendings}",
        facts={"code": code, "minutes": int(LIFE.total_seconds()) // 60},
        expires_at=confirmation.expires_at,
    )
    write_message(
        session,
        recipient,
        letter,
        account_id=confirmation.account_id,
        language=confirmation.language,
    )


def _new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
