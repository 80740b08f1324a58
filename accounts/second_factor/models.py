"""Tables of second factors: an authenticator app (TOTP), passkeys (WebAuthn), recovery codes."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from accounts.people.models import Account
from core.db.model import MOMENT, Base, Recorded


class AuthenticatorApp(Base):
    """An app that shows a code of six digits every thirty seconds (RFC 6238)."""

    __tablename__ = "authenticator_app"

    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)  # sealed: core.access.sealed_texts
    last_step: Mapped[int] = mapped_column(default=0)  # of the last code, which counts once
    created_at: Mapped[Recorded]


class RecoveryCode(Base):
    """A code on paper, for whoever has lost the app or key; each counts once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("account_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None] = mapped_column(MOMENT)


class Passkey(Base):
    """A public key whose private half a phone, computer or security key keeps."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    created_at: Mapped[Recorded]
    used_at: Mapped[datetime | None] = mapped_column(MOMENT)


class PasskeyChallenge(Base):
    """What a key was asked to sign; it counts once, and for minutes."""

    __tablename__ = "passkey_challenge"

    challenge: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))  # None: a stranger
    created_at: Mapped[Recorded]
