"""Hash chain over the audit trail: each seal covers its entry and the seal before it.

Entries are sealed after their commit, by one sealer at a time, so that no writer waits for the
chain. An entry is unsealed as long as it has no seal: ids become visible out of order, and the
newest sealed one tells nothing about those below it.
"""

import hashlib
from collections.abc import Sequence

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.audit.entries import AuditEntry
from core.db.model import Base

SEALER_LOCK = 7_200_001  # advisory lock, taken by sealers alone
PIECE = 1000


class AuditSeal(Base):
    """The place of an entry in the chain. Never changed, never deleted."""

    __tablename__ = "audit_seal"
    __table_args__ = (CheckConstraint("position > 0", name="position_positive"),)

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary)


class AuditUnsealed(Base):
    """The queue of the sealer, filled by a trigger on audit_entry, so that it need not search."""

    __tablename__ = "audit_unsealed"

    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def seal(session: Session) -> int:
    """Seal the next committed entries, `PIECE` at most; tells how many.

    None while another sealer is at work: what it leaves is taken up the next time.
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(SEALER_LOCK))):
        return 0
    entries = session.scalars(
        select(AuditEntry)
        .join(AuditUnsealed, AuditUnsealed.entry_id == AuditEntry.id)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .where(AuditSeal.position.is_(None))
        .order_by(AuditEntry.id)
        .limit(PIECE)
    ).all()
    if entries:
        _extend(session, entries)
    return len(entries)


def _extend(session: Session, entries: Sequence[AuditEntry]) -> None:
    newest = session.scalar(select(AuditSeal).order_by(AuditSeal.position.desc()).limit(1))
    last, mark = (newest.position, newest.mark) if newest else (0, b"")
    seals = []
    for position, entry in enumerate(entries, last + 1):
        mark = next_mark(mark, entry)
        seals.append({"position": position, "entry_id": entry.id, "mark": mark})
    session.execute(insert(AuditSeal), seals)
    sealed = [entry.id for entry in entries]
    session.execute(delete(AuditUnsealed).where(AuditUnsealed.entry_id.in_(sealed)))


def next_mark(before: bytes, entry: AuditEntry) -> bytes:
    """The mark of an entry that follows the one marked `before`; the first follows b""."""
    return hashlib.sha256(before + entry.content).digest()
