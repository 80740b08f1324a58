"""What was written to people, as a test reads it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.messages.models import OutboxMessage


def messages(session: Session) -> list[OutboxMessage]:
    return [*session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


def events(session: Session) -> list[str]:
    return [message.event for message in messages(session)]


def last_code(session: Session) -> str:
    """The code in the newest message, before it was sent."""
    return str(messages(session)[-1].facts["code"])
