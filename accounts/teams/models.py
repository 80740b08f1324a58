"""Tables of teams: invitations, and the producer at whose desk a person works."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from accounts.teams.rules.roles import TEAM_ROLES
from core.db.model import MOMENT, Base, Recorded
from registry.models import Producer

_ROLES = ", ".join(repr(str(role)) for role in TEAM_ROLES)


class Invitation(Base):
    """Somebody is to belong to a team. Whether they have an account, nobody is told by it."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLES})", name="role_known"),
        CheckConstraint("num_nonnulls(email, phone) = 1", name="one_identifier"),
        CheckConstraint("accepted_at IS NULL OR ended_at IS NULL", name="one_end"),
        CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", name="accepted_by_somebody"
        ),
        Index(
            "uq_invitation_open",
            "producer_id", "email", "phone",
            unique=True,
            postgresql_where=text("accepted_at IS NULL AND ended_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey(Producer.id))
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None] = mapped_column(index=True)
    role: Mapped[str]
    code_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    invited_by: Mapped[str]
    created_at: Mapped[Recorded]
    expires_at: Mapped[datetime] = mapped_column(MOMENT)
    accepted_at: Mapped[datetime | None] = mapped_column(MOMENT)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    ended_at: Mapped[datetime | None] = mapped_column(MOMENT)  # withdrawn, declined or replaced


class WorkplaceChoice(Base):
    """Which of several producers somebody works for now."""

    __tablename__ = "workplace_choice"

    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey(Producer.id))
