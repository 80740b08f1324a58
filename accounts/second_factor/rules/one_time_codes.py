"""One-time codes by time (TOTP, RFC 6238): six digits, thirty seconds, one step early or late."""

import hmac
import re
from datetime import datetime

import pyotp

SECONDS, DRIFT = 30, 1
ISSUER = "Chợ Sao"
_SECRET = re.compile(r"[A-Z2-7]{32}")


def new_secret() -> str:
    return pyotp.random_base32()


def is_secret(text: str) -> bool:
    """Whether it is one that `new_secret` may have made."""
    return _SECRET.fullmatch(text) is not None


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is; None when it is that of no step near."""
    totp = pyotp.TOTP(secret, interval=SECONDS)
    current = int(at.timestamp()) // SECONDS
    steps = range(current - DRIFT, current + DRIFT + 1)
    typed = code.encode("utf-8", "surrogatepass")
    return next(
        (step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), typed)),
        None,
    )


def address_of(secret: str, identifier: str) -> str:
    """What an app reads out of the QR symbol."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(
        name=identifier, issuer_name=ISSUER
    )
