"""Sessions on the server: a row for each browser that is signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded
from registry.models import Producer


class SignIn(Base):
    """One browser of one person. Its cookie holds a random token, of which we keep the digest."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    device: Mapped[str]  # what the browser calls itself, shortened
    created_at: Mapped[Recorded]
    seen_at: Mapped[Recorded]
    authenticated_at: Mapped[Recorded]  # when a secret was last asked for and given
    second_factor_at: Mapped[datetime | None] = mapped_column(MOMENT)
    ended_at: Mapped[datetime | None] = mapped_column(MOMENT)
    # The producer on whose behalf this person acts for the time being.
    acting_for_id: Mapped[int | None] = mapped_column(ForeignKey(Producer.id))


class AccessToken(Base):
    """A bearer token (RFC 6750) of one person, of which we keep the digest."""

    __tablename__ = "access_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    name: Mapped[str]  # which program has it, in the person's own words
    created_at: Mapped[Recorded]
    used_at: Mapped[datetime | None] = mapped_column(MOMENT)
    expires_at: Mapped[datetime] = mapped_column(MOMENT)
    ended_at: Mapped[datetime | None] = mapped_column(MOMENT)
