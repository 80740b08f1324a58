"""Certificates and the dated events they consist of. Nobody can type a star."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.people.models import Account
from core.db.model import Base, Recorded
from registry.models import IssuedCode, Product


class Certificate(Base):
    """One recognition of one product, from proposal to the end. Its events say its state."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("product_id", "source_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code), unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="RESTRICT"))
    source_key: Mapped[
        str
    ]  # tells two recognitions of one product apart in an import: "2023", "86/QĐ-UBND"
    source_title: Mapped[str] = mapped_column(default="")
    source_date: Mapped[str] = mapped_column(
        default=""
    )  # as precise as the source: "2024-12", "2023", ""
    created_at: Mapped[Recorded]
    product: Mapped[Product] = relationship(lazy="raise_on_sql")
    events: Mapped[list["CertificateEvent"]] = relationship(
        lazy="raise_on_sql", order_by="CertificateEvent.number", back_populates="certificate"
    )


class CertificateEvent(Base):
    """Something that happened to a certificate. Rows are only added; the database refuses more.

    The day is known within bounds: equal when the source gives it, else a month or year apart.
    """

    __tablename__ = "certificate_event"
    __table_args__ = (
        CheckConstraint("effective_from <= effective_to", name="bounds_in_order"),
        CheckConstraint("stars BETWEEN 3 AND 5", name="stars_certifiable"),
        CheckConstraint("last_day >= effective_from", name="ends_after_start"),
        CheckConstraint(
            "kind IN ('proposed', 'granted', 'suspended', 'lifted', 'revoked', 'rerated',"
            " 'renewed', 'withdrawn', 'extended', 'annulled')",
            name="kind_known",
        ),
        CheckConstraint("evidence IN ('recognised', 'assessed')", name="evidence_known"),
        CheckConstraint(
            "(evidence = 'assessed') <= (kind = 'granted')", name="assessed_is_granted"
        ),
        CheckConstraint("(kind = 'extended') <= (last_day IS NOT NULL)", name="extended_to_day"),
        CheckConstraint(
            "(kind = 'annulled') <= (corrects_id IS NOT NULL AND correction_reason IS NOT NULL)",
            name="annulled_is_named",
        ),
        CheckConstraint(
            "(correction_reason IS NOT NULL) <= (second_actor IS NOT NULL)",
            name="corrected_by_two",
        ),
        CheckConstraint(
            "CASE WHEN num_nonnulls(account_id, second_account_id) = 2"
            " THEN second_account_id <> account_id ELSE second_actor <> actor END",
            name="second_is_another",
        ),
        CheckConstraint(
            "(kind IN ('granted', 'rerated')) <= (stars IS NOT NULL)", name="level_stated"
        ),
        CheckConstraint("(kind = 'revoked') <= (reason IS NOT NULL)", name="revoked_with_ground"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("position < number", name="position_is_earlier"),
        UniqueConstraint("certificate_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="RESTRICT"))
    number: Mapped[int]  # given under the certificate's lock: of one day the last accepted stands
    kind: Mapped[str]
    effective_from: Mapped[date]
    effective_to: Mapped[date]
    stars: Mapped[int | None]
    last_day: Mapped[date | None]  # printed on the paper; overrides the 36 months
    decision: Mapped[str | None]
    decided_on: Mapped[date | None]
    authority: Mapped[str | None]  # who issued, when the source or the rules of the time tell
    reason: Mapped[str | None]  # ground of Điều 8.1 of Decision 26/2026: a, b, c, d, đ, e
    public_note: Mapped[str | None]
    actor: Mapped[str]  # who recorded it
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    corrects_id: Mapped[int | None] = mapped_column(
        ForeignKey("certificate_event.id"), unique=True
    )  # the earlier event stays on file and no longer counts
    position: Mapped[int | None]  # number of the act, first of all, in whose place it stands
    correction_reason: Mapped[str | None]  # of an officer's correction; the public reads it
    # Who confirmed it; without an account that is the word of the actor.
    second_actor: Mapped[str | None]
    second_account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    evidence: Mapped[str] = mapped_column(server_default="recognised")
    recorded_at: Mapped[Recorded]  # never earlier than that of the event numbered before
    certificate: Mapped[Certificate] = relationship(back_populates="events", lazy="raise_on_sql")
