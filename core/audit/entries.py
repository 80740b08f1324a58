"""Who did what, when, to what: append-only, and chained so that a changed row shows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import DateTime, LargeBinary, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import now
from core.db.model import Base

CHAIN_LOCK = 7_200_001  # advisory lock: one writer at a time extends the chain


PIECE = 1000


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the whole chain found. `newest` is the mark to keep outside the database."""

    entries: int
    newest: bytes
    broken_at: int | None  # the first entry that is not what was written
    knows: bool  # whether the mark asked about is one of the chain's


def examine(session: Session, kept: bytes | None = None) -> Verdict:
    """Follow the chain from its beginning, a piece at a time, looking for a mark kept outside.

    A chain cut off at its end is whole; only a mark kept from before the cut is missing.
    """
    mark, entries, knows = b"", 0, kept is None
    for entry in _entries(session):
        if entry.mark != _mark(mark, entry):
            return Verdict(entries, mark, entry.id, knows)
        mark = entry.mark
        entries += 1
        knows = knows or mark == kept
    return Verdict(entries, mark, None, knows)


def _entries(session: Session) -> Iterator[AuditEntry]:
    """All entries in order; without a cursor, so that the caller may stop in between."""
    last = 0
    following = select(AuditEntry).order_by(AuditEntry.id).limit(PIECE)
    while piece := session.scalars(following.where(AuditEntry.id > last)).all():
        yield from piece
        last = piece[-1].id


def _last_mark(session: Session) -> bytes:
    newest = select(AuditEntry.mark).order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest) or b""


def _mark(before: bytes, entry: AuditEntry) -> bytes:
    content = [entry.at.timestamp(), entry.actor, entry.action, entry.subject, entry.details]
    return hashlib.sha256(before + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()
