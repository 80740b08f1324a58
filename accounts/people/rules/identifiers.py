"""What people sign in by: an e-mail address, or a phone number in E.164."""

import re
from dataclasses import dataclass

VIETNAM = "84"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+[.][^@\s]+")
_SEPARATORS = re.compile(r"[\s().\-]+")
_PHONE = re.compile(r"[+][1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One of the two; which one it is, is plain from its shape."""

    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return self.email or self.phone or ""


def read_identifier(typed: str) -> Identifier | None:
    """What was typed, as it is kept: e-mail in lower case, phone as +84…; None: it is neither."""
    text = typed.strip()
    if "@" in text:
        return Identifier(email=text.lower()) if _EMAIL.fullmatch(text) else None
    digits = _SEPARATORS.sub("", text)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+{VIETNAM}{digits[1:]}"
    return Identifier(phone=digits) if _PHONE.fullmatch(digits) else None
