"""A new password in the place of an old one: whoever was signed in by the old one no longer is."""

from sqlalchemy.orm import Session

from accounts.messages.services.writing import Letter, notify
from accounts.people.models import Account
from accounts.sign_in.rules.limits import ACCOUNT
from accounts.sign_in.services.sessions import end_sessions_of, end_tokens_of
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from core.limits.attempts import forget_attempts


def set_password(
    session: Session, account: Account, password_hash: str, *, actor: Actor, but: int | None = None
) -> None:
    """Ends all sessions but one, and has the person told of it."""
    account.password_hash = password_hash
    ended = end_sessions_of(session, account.id, but=but)
    end_tokens_of(session, account.id)
    identifiers = [each for each in (account.email, account.phone) if each]
    for identifier in identifiers:
        forget_attempts(session, {ACCOUNT: identifier})
    record(
        session,
        actor=actor,
        action="account.password_set",
        subject=f"account:{account.id}",
        sessions_ended=len(ended),
    )
    notify(
        session,
        account,
        Letter("accounts.password_changed", key=f"password:{account.id}:{now().timestamp()}"),
    )
