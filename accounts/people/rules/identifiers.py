"""What people sign in by: an e-mail address, or a mobile number in E.164."""

import re
import unicodedata
from dataclasses import dataclass

import email_validator
import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

LONGEST_TYPED = 400  # far more than either has
HOME = "VN"  # of a number without a country
_PHONE = re.compile(r"[+]?[0-9\s().\-]{7,30}")
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}

# Names like .test reach nobody, and harm nobody: trial runs use them.
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()


@dataclass(frozen=True, slots=True)
class Identifier:
    """One of the two; which one it is, is plain from its shape."""

    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return self.email or self.phone or ""


def read_identifier(typed: str) -> Identifier | None:
    """What was typed, as it is kept: e-mail in lower case, phone as +84…; None: it is neither."""
    if len(typed) > LONGEST_TYPED:
        return None
    visible = "".join(c for c in typed if unicodedata.category(c) != "Cf")
    text = unicodedata.normalize("NFKC", visible).strip()
    return _email(text) if "@" in text else _phone(text)


def _email(text: str) -> Identifier | None:
    """In ASCII alone: a letter of another script could be drawn like one of somebody else's."""
    try:
        read = email_validator.validate_email(
            text, check_deliverability=False, allow_smtputf8=False
        )
    except email_validator.EmailNotValidError:
        return None
    return Identifier(email=read.ascii_email.lower()) if read.ascii_email else None


def _phone(text: str) -> Identifier | None:
    if not _PHONE.fullmatch(text):  # the library would read letters as on a keypad
        return None
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.number_type(number) not in _MOBILE:
        return None
    return Identifier(phone=phonenumbers.format_number(number, PhoneNumberFormat.E164))
