"""One-time codes (OTP) that were sent to somebody, to prove that a message reaches them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from accounts.people.rules.identifiers import Identifier
from core.db.model import MOMENT, Base, Recorded


class Confirmation(Base):
    """A code that was sent to a mailbox or telephone, to be typed in the browser that asked.

    Asking for somebody known and for somebody unknown leaves the same row, but that no code of
    one of the two leads anywhere.
    """

    __tablename__ = "confirmation"
    __table_args__ = (
        CheckConstraint("num_nonnulls(email, phone) = 1", name="one_recipient"),
        CheckConstraint("purpose IN ('sign_up', 'password', 'contact')", name="purpose_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    code_digest: Mapped[bytes] = mapped_column(LargeBinary)
    purpose: Mapped[str]
    event: Mapped[str]  # what is written to the recipient
    email: Mapped[str | None]
    phone: Mapped[str | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id), index=True)
    full_name: Mapped[str | None]  # of who signs up
    password_hash: Mapped[str | None]
    language: Mapped[str]
    sendings: Mapped[int] = mapped_column(default=1)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Recorded]
    expires_at: Mapped[datetime] = mapped_column(MOMENT, index=True)
    used_at: Mapped[datetime | None] = mapped_column(MOMENT)

    @property
    def recipient(self) -> Identifier:
        return Identifier(email=self.email, phone=self.phone)
