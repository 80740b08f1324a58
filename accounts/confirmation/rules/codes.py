"""Rules of one-time codes: six digits, for a quarter of an hour, for a few tries."""

import hmac
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from core.limits.limit import Limit

DIGITS = 6
LIFE = timedelta(minutes=15)
MOST_TRIES = 5
REPEATED = timedelta(minutes=2)  # a form sent twice by two taps; its sender saw the second answer
DAY = timedelta(days=1)
# Who guesses five of a million at each of thirty codes a day needs a lifetime. Whoever asks for
# another's codes from one place leaves enough for them to reset a password.
ONE_BY_OTHER = Limit("code.source_and_recipient", 10, DAY)
RECIPIENT = Limit("code.recipient", 30, DAY)
SOURCE = Limit("code.source", 60, timedelta(hours=1))


class CodePurpose(StrEnum):
    """What a code is for."""

    SIGN_UP = "sign_up"
    PASSWORD = "password"  # noqa: S105 - a purpose
    CONTACT = "contact"


def code_digest(token: str, code: str) -> bytes:
    """What is kept of a code: of no use without the token, which one browser alone holds."""
    return hmac.digest(token.encode(), code.encode(), sha256)


def digits_of(typed: str) -> str:
    """A code as people type it, with spaces or dots between the digits."""
    return "".join(letter for letter in typed if letter.isdecimal() and letter.isascii())


def subjects(recipient: str, source: str) -> dict[Limit, str]:
    """What a code that is asked for counts as."""
    return {ONE_BY_OTHER: f"{source} {recipient}", RECIPIENT: recipient, SOURCE: source}
