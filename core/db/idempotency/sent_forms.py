"""Idempotency keys of forms that were sent: one row for each, in the transaction of what it did."""

from datetime import timedelta

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import now
from core.db.model import Base, Recorded

KEPT = timedelta(days=2)  # nobody sends a page again that has been open for longer


class SentForm(Base):
    """A form that was sent and has done something."""

    __tablename__ = "sent_form"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    location: Mapped[str]  # the page that its sender was led to
    sent_at: Mapped[Recorded] = mapped_column(index=True)


def is_first(session: Session, digest: bytes, location: str) -> bool:
    """Whether nobody has sent it; waits for a transaction that is just doing it."""
    statement = insert(SentForm).values(digest=digest, location=location).on_conflict_do_nothing()
    return session.scalar(statement.returning(SentForm.digest)) is not None


def location_of(session: Session, digest: bytes) -> str:
    return session.scalars(select(SentForm.location).where(SentForm.digest == digest)).one()


def forget_old(session: Session) -> None:
    session.execute(delete(SentForm).where(SentForm.sent_at < now() - KEPT))
