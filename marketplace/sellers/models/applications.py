"""Tables of sellers: applications, the steps they took, and checks of their checklist."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded, Touched
from marketplace.sellers.rules.checklist import Outcome
from marketplace.sellers.rules.facts import ApplicationFacts
from marketplace.sellers.rules.states import (
    OPEN,
    STANDING,
    ApplicationKind,
    ApplicationState,
    ApplicationStep,
)
from registry.models import Producer, Province


def _among(values: object) -> str:
    return ", ".join(repr(str(value)) for value in values)  # type: ignore[attr-defined]


_OPEN, _STANDING = f"state IN ({_among(OPEN)})", f"state IN ({_among(STANDING)})"


class SellerApplication(Base):
    """A person's application to sell here; once approved, the standing of the seller."""

    __tablename__ = "seller_application"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_among(ApplicationKind)})", name="kind_known"),
        CheckConstraint(f"state IN ({_among(ApplicationState)})", name="state_known"),
        CheckConstraint(
            "state = 'draft' OR (length(btrim(name)) > 0 AND legal_form <> '' AND tax_code <> '')",
            name="submitted_with_facts",
        ),
        CheckConstraint("personal_id = '' OR personal_id ~ '^[0-9]{12}$'", name="personal_id"),
        CheckConstraint(
            "producer_id IS NOT NULL OR state IN ('draft', 'submitted', 'more_information',"
            " 'refused')",
            name="seller_is_a_producer",
        ),
        CheckConstraint("kind = 'new' OR producer_id IS NOT NULL", name="claim_of_a_producer"),
        Index(
            "uq_seller_application_open", "applicant_id",
            unique=True, postgresql_where=text(_OPEN),
        ),
        Index(
            "uq_seller_application_standing", "producer_id",
            unique=True, postgresql_where=text(_STANDING),
        ),
        Index("ix_seller_application_producer_id", "producer_id"),
        Index("ix_seller_application_applicant_id", "applicant_id"),
        Index("ix_seller_application_state_submitted_at", "state", "submitted_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    kind: Mapped[str] = mapped_column(default=ApplicationKind.NEW)
    state: Mapped[str] = mapped_column(default=ApplicationState.DRAFT)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id))
    legal_form: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    tax_code: Mapped[str] = mapped_column(default="")
    personal_id: Mapped[str] = mapped_column(default="")
    representative: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    province_id: Mapped[int | None] = mapped_column(ForeignKey(Province.id))
    address: Mapped[str] = mapped_column(default="")
    sells_food: Mapped[bool] = mapped_column(default=False)
    sells_alcohol: Mapped[bool] = mapped_column(default=False)
    proof: Mapped[str] = mapped_column(default="")
    identity_attested: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)  # moves with every change the operator sees
    created_at: Mapped[Recorded]
    updated_at: Mapped[Touched]
    submitted_at: Mapped[datetime | None] = mapped_column(MOMENT)
    # The day whose checklist it was decided under: a decision keeps the version it was made under.
    checked_on: Mapped[date | None]

    @property
    def facts(self) -> ApplicationFacts:
        return ApplicationFacts(
            **{name: getattr(self, name) for name in ApplicationFacts.__dataclass_fields__}
        )


class ApplicationEvent(Base):
    """A step that an application took, with its reason. Never changed."""

    __tablename__ = "application_event"
    __table_args__ = (
        CheckConstraint(f"step IN ({_among(ApplicationStep)})", name="step_known"),
        CheckConstraint(f"state IN ({_among(ApplicationState)})", name="state_known"),
        Index("ix_application_event_application_id", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(SellerApplication.id))
    step: Mapped[str]
    state: Mapped[str]  # that it led to
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[Recorded]
    actor: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))


class ChecklistCheck(Base):
    """What an operator has made of one item of the checklist of an application."""

    __tablename__ = "checklist_check"
    __table_args__ = (
        UniqueConstraint("application_id", "item"),
        CheckConstraint(f"outcome IN ({_among(Outcome)})", name="outcome_known"),
        CheckConstraint("outcome = 'verified' OR length(btrim(reason)) > 0", name="with_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(SellerApplication.id))
    item: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[Recorded]
    actor: Mapped[str]
