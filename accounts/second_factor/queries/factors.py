"""The second factors of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.second_factor.models import AuthenticatorApp, Passkey, RecoveryCode


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """The app since when, the keys, and how many codes on paper are left."""

    app_since: datetime | None
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def count(self) -> int:
        """Without the codes on paper, which only stand in for another."""
        return len(self.passkeys) + (self.app_since is not None)


def second_factors(session: Session, account_id: int) -> SecondFactors:
    app_since = session.scalar(
        select(AuthenticatorApp.created_at).where(AuthenticatorApp.account_id == account_id)
    )
    passkeys = session.scalars(
        select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)
    ).all()
    codes = session.scalar(
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    )
    return SecondFactors(app_since, passkeys, codes or 0)
