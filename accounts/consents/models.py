"""Table of consents: what a person has agreed to, in which version, and until when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from accounts.consents.rules.purposes import ConsentPurpose
from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded

_PURPOSES = ", ".join(repr(str(purpose)) for purpose in ConsentPurpose)


class Consent(Base):
    """For one purpose and one version of the words; a withdrawn one stays on record."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint(f"purpose IN ({_PURPOSES})", name="purpose_known"),
        Index(
            "uq_consent_current",
            "account_id", "purpose", "version",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    purpose: Mapped[str]
    version: Mapped[str]
    given_at: Mapped[Recorded]
    withdrawn_at: Mapped[datetime | None] = mapped_column(MOMENT)
