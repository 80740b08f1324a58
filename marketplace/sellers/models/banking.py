"""Table of sellers' bank accounts: the one proposed, the one paid to, and those before."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.bank_accounts import AccountState
from registry.models import Producer

_STATES = ", ".join(repr(str(state)) for state in AccountState)


class BankAccount(Base):
    """An account of a seller. Its number is never shown, logged or recorded in full."""

    __tablename__ = "bank_account"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint("bank_bin ~ '^[0-9]{6}$'", name="bank_bin_6_digits"),
        CheckConstraint("number ~ '^[0-9A-Z]{4,19}$'", name="number_short"),
        CheckConstraint(
            "state <> 'current' OR payable_from IS NOT NULL", name="current_is_confirmed"
        ),
        CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id", name="two_persons"
        ),
        Index(
            "uq_bank_account_current", "application_id",
            unique=True, postgresql_where=text("state = 'current'"),
        ),
        Index(
            "uq_bank_account_proposed", "application_id",
            unique=True, postgresql_where=text("state = 'proposed'"),
        ),
        Index("ix_bank_account_producer_id", "producer_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(SellerApplication.id))
    producer_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id))
    state: Mapped[str] = mapped_column(default=AccountState.PROPOSED)
    bank_bin: Mapped[str]
    number: Mapped[str]
    holder: Mapped[str]
    proposed_at: Mapped[Recorded]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    confirmed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    payable_from: Mapped[datetime | None] = mapped_column(MOMENT)
    reason: Mapped[str] = mapped_column(default="")  # of whoever refused it
