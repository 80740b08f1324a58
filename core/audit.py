"""Who did what, when, to what: append-only, and chained so that a changed row shows."""

import hashlib
from datetime import datetime

import orjson
from sqlalchemy import DateTime, LargeBinary, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import now
from core.model import Base

CHAIN_LOCK = 7_200_001  # advisory lock: one writer at a time extends the chain


class AuditEntry(Base):
    """One official or financial act. `mark` covers this row and the mark before it."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, object]] = mapped_column(JSONB)
    mark: Mapped[bytes] = mapped_column(LargeBinary)


def record(session: Session, *, actor: str, action: str, subject: str, **details: object) -> None:
    """Add an entry to the chain, in the transaction of the act itself."""
    session.execute(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    entry = AuditEntry(at=now(), actor=actor, action=action, subject=subject, details=details)
    entry.mark = _mark(_last_mark(session), entry)
    session.add(entry)
    session.flush()


def first_broken(session: Session) -> int | None:
    """The id of the first entry that is not what was written, or None when the chain is whole."""
    before = b""
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)):
        if entry.mark != _mark(before, entry):
            return entry.id
        before = entry.mark
    return None


def _last_mark(session: Session) -> bytes:
    newest = select(AuditEntry.mark).order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest) or b""


def _mark(before: bytes, entry: AuditEntry) -> bytes:
    content = [entry.at.timestamp(), entry.actor, entry.action, entry.subject, entry.details]
    return hashlib.sha256(before + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()
