"""Tables of people: accounts, and the roles they hold within a scope."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.access.roles import Role
from core.db.model import MOMENT, Base, Recorded
from registry.models import Commune, Producer, Province

NOBODY = "Tài khoản đã xoá"  # in the place of the name of a deleted account

_ROLES = ", ".join(repr(str(role)) for role in Role if role not in {Role.ANONYMOUS, Role.CONSUMER})


class Account(Base):
    """A person who can sign in, by e-mail or by phone: a household often has no e-mail."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(
            "email IS NOT NULL OR phone IS NOT NULL OR deleted_at IS NOT NULL", name="reachable"
        ),
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint("phone ~ '^[+][1-9][0-9]{6,14}$'", name="phone_e164"),
        CheckConstraint("length(btrim(full_name)) > 0", name="named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)  # E.164: +84912345678
    full_name: Mapped[str]
    password_hash: Mapped[str | None]  # Argon2id; None: no password was ever set
    language: Mapped[str] = mapped_column(default="vi")  # of what is written to this person
    is_trial: Mapped[bool] = mapped_column(default=False)  # made for a trial run
    created_at: Mapped[Recorded]
    confirmed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    locked_at: Mapped[datetime | None] = mapped_column(MOMENT)
    deleted_at: Mapped[datetime | None] = mapped_column(MOMENT)
    # Since when a password alone does not let this person in; None: it does.
    second_factor_since: Mapped[datetime | None] = mapped_column(MOMENT)

    @property
    def identifier(self) -> str:
        """What this person signs in by."""
        return self.email or self.phone or ""

    @property
    def may_sign_in(self) -> bool:
        return bool(self.confirmed_at) and not (self.locked_at or self.deleted_at)


class RoleGrant(Base):
    """A role of a person within one producer, commune or province, or everywhere."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLES})", name="role_known"),
        CheckConstraint(
            "num_nonnulls(producer_id, commune_id, province_id) <= 1", name="one_scope"
        ),
        Index(
            "uq_role_grant_current",
            "account_id", "role", "producer_id", "commune_id", "province_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_role_grant_producer_id", "producer_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    role: Mapped[str]
    producer_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id))
    commune_id: Mapped[int | None] = mapped_column(ForeignKey(Commune.id))
    province_id: Mapped[int | None] = mapped_column(ForeignKey(Province.id))
    granted_at: Mapped[Recorded]
    granted_by: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(MOMENT)
