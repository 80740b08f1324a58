"""Content changes: notes of what the public can see changing, written by triggers alone (ADR 14).

A note names a topic, a subject and a mark drawn at random. The content version of some subjects is
the XOR of their marks: equal exactly when the same notes are there, whoever asks, and never again
what it was before a restore led elsewhere. Packages name their topics and which subjects stand
behind an answer; the triggers are in the migrations (0011).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Identity, Index, delete, func, insert, select, text, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db.model import Base

EVERYTHING = "all"  # the topic of a table emptied at once: part of every version
COMMON, PAGE = 0, -1  # owners of subjects that are no thing: see `ContentVersions`
FEW = 4  # notes of one subject that cost nothing to add up
MOST_SUBJECTS = 5_000  # compacted at a time: about a quarter of a second


class ContentChange(Base):
    """A change of one subject; after compaction one row stands for several."""

    __tablename__ = "content_change"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    topic: Mapped[str]
    subject: Mapped[int] = mapped_column(BigInteger, server_default="0")
    mark: Mapped[int] = mapped_column(
        BigInteger, server_default=text("hashtextextended(gen_random_uuid()::text, 0)")
    )
    xid: Mapped[int] = mapped_column(  # of the transaction that wrote it
        BigInteger, server_default=text("pg_current_xact_id()::text::bigint"), index=True
    )


Index(
    "ix_content_change_topic_subject",
    ContentChange.topic,
    ContentChange.subject,
    postgresql_include=["mark"],
)


@dataclass(frozen=True, slots=True)
class ContentVersions:
    """The versions an answer is made under: plain values, to be part of its key as a whole.

    `common` moves with what everything shares. `own` holds the version of each thing shown, by its
    id, and under PAGE that of the answer's own subjects, in an order that is always the same.
    """

    common: int
    own: Mapping[int, int]

    @property
    def things(self) -> list[int]:
        """The ids of the things shown, in order."""
        return [owner for owner in self.own if owner != PAGE]

    def of(self, owner: int) -> str:
        """What one thing is to be kept under; beside each other, so that nothing cancels out."""
        return f"{self.common:x}.{self.own[owner]:x}"


def subjects(*parts: str) -> str:
    """SELECTs of owner, topic and subject as one: an answer's question, see `versions_of`."""
    return " UNION ALL ".join(parts)


def compact(session: Session) -> None:
    """Let one note stand for many of the same subject; every version stays as it is.

    Nobody waits: those who change things only add notes, and notes that somebody else compacts at
    this moment are left to them.
    """
    subject = (ContentChange.topic, ContentChange.subject)
    many = select(*subject).group_by(*subject).having(func.count() > FEW).limit(MOST_SUBJECTS)
    chosen = (
        select(ContentChange.id)
        .where(tuple_(*subject).in_(many))
        .with_for_update(skip_locked=True)
        .cte("chosen")
    )
    gone = (
        delete(ContentChange)
        .where(ContentChange.id.in_(select(chosen.c.id)))
        .returning(*subject, ContentChange.mark)
        .cte("gone")
    )
    sums = select(gone.c.topic, gone.c.subject, func.bit_xor(gone.c.mark)).group_by(
        gone.c.topic, gone.c.subject
    )
    session.execute(insert(ContentChange).from_select(["topic", "subject", "mark"], sums))
