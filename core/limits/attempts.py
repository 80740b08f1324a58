"""Attempts counted against rate limits, in the database: they hold across processes and restarts.

A subject is kept as a digest, and until its period is over.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from math import ceil

from sqlalchemy import ColumnElement, LargeBinary, Row, case, delete, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import now
from core.db.model import MOMENT, Base
from core.limits.limit import Limit, TooManyAttempts

DIGEST_BYTES = 16


class AttemptCount(Base):
    """How often one subject has tried something in the period that began with its first attempt."""

    __tablename__ = "attempt_count"

    limit_name: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    attempts: Mapped[int]
    until: Mapped[datetime] = mapped_column(MOMENT, index=True)


def count_attempt(session: Session, subjects: Mapping[Limit, str]) -> None:
    """Count one attempt against several limits at once. Raises TooManyAttempts: none counts then.

    Attempts made at the same time wait for each other, so that none slips through. Each caller
    names its limits in one order, in which their rows are locked.
    """
    at = now()
    rows = [
        {
            "limit_name": limit.name,
            "subject": _digest(subject),
            "attempts": 1,
            "until": at + limit.period,
        }
        for limit, subject in subjects.items()
    ]
    new = insert(AttemptCount).values(rows)
    is_over = AttemptCount.until <= at
    counted = new.on_conflict_do_update(
        index_elements=[AttemptCount.limit_name, AttemptCount.subject],
        set_={
            "attempts": case((is_over, 1), else_=AttemptCount.attempts + 1),
            "until": case((is_over, new.excluded.until), else_=AttemptCount.until),
        },
    ).returning(AttemptCount.limit_name, AttemptCount.attempts, AttemptCount.until)
    most = {limit.name: limit.most for limit in subjects}
    reached = [row for row in session.execute(counted) if row.attempts > most[row.limit_name]]
    if reached:
        raise _refusal(max(reached, key=lambda row: row.until), at)


def forget_attempts(session: Session, subjects: Mapping[Limit, str]) -> None:
    """Begin anew, as after an attempt that succeeded."""
    session.execute(delete(AttemptCount).where(_rows(subjects)))


def take_attempt_back(session: Session, subjects: Mapping[Limit, str]) -> None:
    """Not count the last attempt, which was none."""
    session.execute(
        update(AttemptCount)
        .where(_rows(subjects), AttemptCount.attempts > 0)
        .values(attempts=AttemptCount.attempts - 1)
    )


def drop_old_counts(session: Session) -> None:
    """Delete the counts of periods that are over."""
    session.execute(delete(AttemptCount).where(AttemptCount.until <= now()))


def _rows(subjects: Mapping[Limit, str]) -> ColumnElement[bool]:
    return tuple_(AttemptCount.limit_name, AttemptCount.subject).in_(
        [(limit.name, _digest(subject)) for limit, subject in subjects.items()]
    )


def _refusal(row: Row[str, int, datetime], at: datetime) -> TooManyAttempts:
    return TooManyAttempts(row.limit_name, max(1, ceil((row.until - at).total_seconds())))


def _digest(subject: str) -> bytes:
    content = subject.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()
