"""The outbox of messages to people (transactional outbox): a row for each mail or text message."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded


class OutboxMessage(Base):
    """What is to be written to somebody, once. Its facts go when it is sent: they may be secret."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("num_nonnulls(email, phone) = 1", name="one_recipient"),
        CheckConstraint("num_nonnulls(sent_at, dropped_at) <= 1", name="one_end"),
        CheckConstraint("(dropped_at IS NULL) = (dropped_why IS NULL)", name="dropped_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # what it is about: one message for each
    event: Mapped[str]  # "accounts.sign_up_code": its wording lies under that name
    email: Mapped[str | None]
    phone: Mapped[str | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id), index=True)
    language: Mapped[str]
    facts: Mapped[dict[str, object]] = mapped_column(JSONB)
    created_at: Mapped[Recorded] = mapped_column(index=True)
    expires_at: Mapped[datetime | None] = mapped_column(MOMENT)  # of no use afterwards
    sent_at: Mapped[datetime | None] = mapped_column(MOMENT)
    dropped_at: Mapped[datetime | None] = mapped_column(MOMENT)
    dropped_why: Mapped[str | None]

    @property
    def is_done(self) -> bool:
        return bool(self.sent_at or self.dropped_at)
