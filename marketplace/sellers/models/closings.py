"""Tables of notices: of closing a seller, and of data that an authority demands."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.model import MOMENT, Base, Recorded
from marketplace.sellers.models.applications import SellerApplication


class SellerClosing(Base):
    """The announcement that a seller is closed, five days ahead, with its reason."""

    __tablename__ = "seller_closing"
    __table_args__ = (
        CheckConstraint("length(btrim(reason)) > 0", name="with_a_reason"),
        CheckConstraint("closes_at >= announced_at + interval '5 days'", name="announced_ahead"),
        CheckConstraint("num_nonnulls(closed_at, withdrawn_at) <= 1", name="one_end"),
        Index(
            "uq_seller_closing_open", "application_id",
            unique=True, postgresql_where=text("closed_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(SellerApplication.id))
    reason: Mapped[str]
    announced_at: Mapped[Recorded]
    announced_by: Mapped[str]
    closes_at: Mapped[datetime] = mapped_column(MOMENT)
    closed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    withdrawn_at: Mapped[datetime | None] = mapped_column(MOMENT)


class DataDemand(Base):
    """Data about a seller that an authority demands: to be given within 24 hours."""

    __tablename__ = "data_demand"
    __table_args__ = (
        CheckConstraint("length(btrim(authority)) > 0", name="authority_named"),
        CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name="answered_by_one"),
        Index("ix_data_demand_due_at", "due_at", postgresql_where=text("answered_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(SellerApplication.id))
    authority: Mapped[str]
    reference: Mapped[str]  # the number of its letter
    content: Mapped[str]  # what is demanded
    received_at: Mapped[datetime] = mapped_column(MOMENT)
    due_at: Mapped[datetime] = mapped_column(MOMENT)
    recorded_by: Mapped[str]
    answered_at: Mapped[datetime | None] = mapped_column(MOMENT)
    answered_by: Mapped[str | None]
    answer: Mapped[str] = mapped_column(default="")
