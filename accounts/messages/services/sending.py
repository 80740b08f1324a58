"""The life of a message after it was written: sent, dropped, forgotten."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from accounts.messages.models import OutboxMessage
from core.clock import now

KEPT = timedelta(days=30)
TRIED = timedelta(days=2)


def overdue(message: OutboxMessage) -> str | None:
    """Why it need not be sent any more, if so."""
    if message.expires_at and message.expires_at < now():
        return "expired"
    return "too old" if message.created_at < now() - TRIED else None


def note_sent(session: Session, message_id: int) -> None:
    message = session.get_one(OutboxMessage, message_id)
    message.sent_at, message.facts = now(), {}


def drop(session: Session, message_id: int, why: str) -> None:
    message = session.get_one(OutboxMessage, message_id)
    message.dropped_at, message.dropped_why, message.facts = now(), why, {}


def forget_messages(session: Session) -> None:
    """Delete what was sent or dropped long ago, and with it where people were reached."""
    session.execute(delete(OutboxMessage).where(OutboxMessage.created_at < now() - KEPT))


def forget_messages_of(session: Session, account_id: int) -> None:
    session.execute(delete(OutboxMessage).where(OutboxMessage.account_id == account_id))
