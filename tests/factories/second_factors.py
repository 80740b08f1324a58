"""An authenticator app of a person, and the codes it shows."""

import pyotp
from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.second_factor.models import AuthenticatorApp
from accounts.second_factor.rules.one_time_codes import SECONDS, new_secret
from core.access.sealed_texts import SealedTexts
from core.clock import now


def make_app(session: Session, account: Account, sealed: SealedTexts) -> str:
    """Set up some time ago; returns its secret."""
    secret = new_secret()
    session.add(AuthenticatorApp(account_id=account.id, secret=sealed.seal(secret)))
    account.second_factor_since = account.second_factor_since or now()
    session.flush()
    return secret


def code_of(secret: str, *, steps_later: int = 0) -> str:
    step = int(now().timestamp()) // SECONDS + steps_later
    return pyotp.TOTP(secret).generate_otp(step)
