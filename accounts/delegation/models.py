"""The table of delegations: who may act for a producer, by whose consent, from when to when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from registry.models import Producer


class Delegation(Base):
    """A producer's consent that a person who does not belong to it acts for it."""

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("role IN ('producer_staff', 'producer_helper')", name="role_known"),
        CheckConstraint("from_on <= until_on", name="days_in_order"),
        CheckConstraint("delegate_id <> given_by_id", name="to_another"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index(
            "uq_delegation_current",
            "producer_id", "delegate_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_delegation_delegate_id", "delegate_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey(Producer.id))
    delegate_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    role: Mapped[str]  # what the delegate is there while acting for it
    from_on: Mapped[date]
    until_on: Mapped[date]  # the last day
    text_version: Mapped[str]  # of the words agreed to
    given_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    given_by: Mapped[str]
    given_at: Mapped[Recorded]
    ended_at: Mapped[datetime | None] = mapped_column(MOMENT)
    ended_by: Mapped[str | None]
