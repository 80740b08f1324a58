"""Locking an account: its person is signed out everywhere, and stays out."""

from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.sign_in.services.sessions import end_sessions_of, end_tokens_of
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now


def lock_account(session: Session, account: Account, *, actor: Actor) -> bool:
    """Returns whether it was not locked before."""
    ended = end_sessions_of(session, account.id)
    end_tokens_of(session, account.id)
    if account.locked_at:
        return False
    account.locked_at = now()
    _put_on_record(session, "account.locked", account, actor, sessions_ended=len(ended))
    return True


def unlock_account(session: Session, account: Account, *, actor: Actor) -> bool:
    """Let a person sign in again; returns whether it was locked."""
    if not account.locked_at:
        return False
    account.locked_at = None
    _put_on_record(session, "account.unlocked", account, actor)
    return True


def _put_on_record(
    session: Session, action: str, account: Account, actor: Actor, **details: int
) -> None:
    record(session, actor=actor, action=action, subject=f"account:{account.id}", **details)
