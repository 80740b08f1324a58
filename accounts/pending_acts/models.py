"""Acts that hold only when a second person has confirmed them (four-eyes principle)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from registry.models import Commune, Producer, Province


class PendingAct(Base):
    """An act that somebody proposed; until it is confirmed nothing has changed.

    `details` is what is to be done, as the package that does it wrote it down. The three columns of
    scope say where its subject belongs, each as far as it is known.
    """

    __tablename__ = "pending_act"
    __table_args__ = (
        CheckConstraint("decision IN ('confirmed', 'refused')", name="decision_known"),
        CheckConstraint(
            "num_nonnulls(decision, decided_by_id, decided_by, decided_at) IN (0, 4)",
            name="decided_at_once",
        ),
        CheckConstraint("decided_by_id <> proposed_by_id", name="second_is_another"),
        CheckConstraint(
            "(decision = 'refused') <= (refusal_reason IS NOT NULL)", name="refused_with_reason"
        ),
        CheckConstraint("expires_at > proposed_at", name="waits_a_while"),
        Index("ix_pending_act_waiting", "expires_at", postgresql_where=text("decision IS NULL")),
        Index("ix_pending_act_subject", "subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]  # a row of the permission table
    subject: Mapped[str]  # as in the audit: "certificate:6H2K…"
    details: Mapped[dict[str, object]] = mapped_column(JSONB)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id))
    commune_id: Mapped[int | None] = mapped_column(ForeignKey(Commune.id))
    province_id: Mapped[int | None] = mapped_column(ForeignKey(Province.id))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    proposed_by: Mapped[str]
    proposed_for_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id))  # on its behalf
    proposed_at: Mapped[Recorded]
    expires_at: Mapped[datetime] = mapped_column(MOMENT)
    decision: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(MOMENT)
    refusal_reason: Mapped[str | None]
