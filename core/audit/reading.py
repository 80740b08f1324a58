"""Reading the record of official acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit.entries import AuditEntry


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """Who, on whose behalf, when and what; its details say what stood before and stands now."""

    id: int
    at: datetime
    actor: str
    on_behalf_of: str | None
    action: str
    subject: str
    details: dict[str, object]


def acts_since(session: Session, moment: datetime) -> Iterator[RecordedAct]:
    """In the order in which they were recorded."""
    entries = session.scalars(
        select(AuditEntry).where(AuditEntry.at >= moment).order_by(AuditEntry.id)
    )
    for entry in entries:
        details = dict(entry.details)
        party = details.pop("on_behalf_of", None)
        yield RecordedAct(
            entry.id,
            entry.at,
            entry.actor,
            str(party) if party else None,
            entry.action,
            entry.subject,
            details,
        )
