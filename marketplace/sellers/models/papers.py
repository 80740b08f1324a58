"""Table of the papers of an application. Their content lies in the media storage."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from marketplace.sellers.models.applications import SellerApplication


class SellerPaper(Base):
    """A paper that was sent for an item of the checklist."""

    __tablename__ = "seller_paper"
    __table_args__ = (
        CheckConstraint("size > 0", name="size_positive"),
        Index("ix_seller_paper_application_id", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(SellerApplication.id))
    item: Mapped[str]
    media_name: Mapped[str] = mapped_column(unique=True)  # random; nothing typed is part of it
    media_type: Mapped[str]
    title: Mapped[str]  # what its sender called it, cleaned
    size: Mapped[int]
    sent_at: Mapped[Recorded]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    removed_at: Mapped[datetime | None] = mapped_column(MOMENT)
