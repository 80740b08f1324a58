"""Verification of the audit trail: the hash chain from its beginning, then what has no seal yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.audit.entries import AuditEntry
from core.audit.sealing import PIECE, AuditSeal, AuditUnsealed, next_mark

GONE = (
    select(func.min(AuditUnsealed.entry_id))
    .outerjoin(AuditEntry, AuditEntry.id == AuditUnsealed.entry_id)
    .where(AuditEntry.id.is_(None))
)
# Whoever takes seals away leaves entries that nobody will seal again.
UNSEALED_FOR_GOOD = (
    select(func.min(AuditEntry.id))
    .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    .outerjoin(AuditUnsealed, AuditUnsealed.entry_id == AuditEntry.id)
    .where(AuditSeal.position.is_(None), AuditUnsealed.entry_id.is_(None))
)
# The sequence of ids knows of entries that are there no more; an act taken back before its commit
# takes no number, for entries are written last.
EMPTIED = text("SELECT is_called AND NOT EXISTS (SELECT FROM audit_entry) FROM audit_entry_id_seq")


@dataclass(frozen=True, slots=True)
class Chain:
    """The sealed entries. `newest` is the mark to keep outside the database."""

    entries: int
    newest: bytes
    broken_at: int | None  # the first entry that is not what was written
    emptied: bool  # whether there is no entry any more where there were some
    knows: bool  # whether the mark asked about is one of the chain's


@dataclass(frozen=True, slots=True)
class Backlog:
    """The entries that wait for their seal."""

    entries: int
    oldest: datetime | None
    broken_at: int | None  # the first that is not what was written, or is gone
    forgotten: int | None  # the first whose seal was taken away

    def age(self, at: datetime) -> timedelta:
        """Of the oldest."""
        return at - (self.oldest or at)


def examine(session: Session, kept: bytes | None = None) -> Chain:
    """Follow the chain from its beginning, a piece at a time, looking for a mark kept outside.

    A chain cut off at its end is whole, unless nothing is left of it; else only a mark kept from
    before the cut is missing.
    """
    emptied = bool(session.scalar(EMPTIED))
    mark, entries, knows = b"", 0, kept is None
    for seal, entry in _sealed(session):
        if entry is None or not entry.is_as_written or seal.mark != next_mark(mark, entry):
            return Chain(entries, mark, seal.entry_id, emptied, knows)
        mark = seal.mark
        entries += 1
        knows = knows or mark == kept
    return Chain(entries, mark, None, emptied, knows)


def examine_unsealed(session: Session) -> Backlog:
    """Count the entries without a seal, and compare each with its digest."""
    entries, oldest = 0, None
    broken_at = session.scalar(GONE)
    for entry in _unsealed(session):
        entries += 1
        oldest = min(oldest or entry.at, entry.at)
        if broken_at is None and not entry.is_as_written:
            broken_at = entry.id
    return Backlog(entries, oldest, broken_at, session.scalar(UNSEALED_FOR_GOOD))


def _sealed(session: Session) -> Iterator[tuple[AuditSeal, AuditEntry | None]]:
    """The chain in order; without a cursor, so that the caller may stop in between."""
    last = 0
    chain = (
        select(AuditSeal, AuditEntry)
        .outerjoin(AuditEntry, AuditEntry.id == AuditSeal.entry_id)
        .order_by(AuditSeal.position)
        .limit(PIECE)
    )
    while piece := session.execute(chain.where(AuditSeal.position > last)).all():
        yield from map(tuple, piece)
        last = piece[-1][0].position


def _unsealed(session: Session) -> Iterator[AuditEntry]:
    last = 0
    waiting = (
        select(AuditEntry)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .where(AuditSeal.position.is_(None))
        .order_by(AuditEntry.id)
        .limit(PIECE)
    )
    while piece := session.scalars(waiting.where(AuditEntry.id > last)).all():
        yield from piece
        last = piece[-1].id
