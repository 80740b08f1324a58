"""Table of access tokens: by which programs act for a person."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded


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
