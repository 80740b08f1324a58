"""What was written lately, newest first, and what became of it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.messages.models import OutboxMessage

SHOWN = 50


def newest_messages(session: Session, *, before: int | None = None) -> Sequence[OutboxMessage]:
    """Those older than one of them, so that a list can be read on."""
    query = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(SHOWN)
    if before:
        query = query.where(OutboxMessage.id < before)
    return session.scalars(query).all()
