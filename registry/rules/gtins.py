"""GTINs (GS1 trade item numbers): lengths and the mod-10 check digit. None is ever made up here."""

import re

from core.errors import DomainError

LENGTHS = frozenset({8, 12, 13, 14})
_LONGEST = max(LENGTHS)
_DIGITS = re.compile(r"[0-9]+")
_TYPED_GAPS = str.maketrans("", "", " -\u00a0")


class InvalidGtin(DomainError):
    """A number is not a GTIN. `reason` is digits, length or check_digit."""

    code = "gtin_invalid"


def check_digit(body: str) -> str:
    """The mod-10 digit that follows `body`: weights 3, 1, 3, 1 … from its right end."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def has_good_check_digit(number: str) -> bool:
    """Whether the last digit of a GS1 number of any kind is its check digit."""
    return check_digit(number[:-1]) == number[-1]


def gtin(typed: str) -> str:
    """The 14-digit form of a GTIN of 8, 12, 13 or 14 digits. Raises InvalidGtin."""
    number = typed.strip().translate(_TYPED_GAPS)
    if not _DIGITS.fullmatch(number):
        raise InvalidGtin(reason="digits", value=typed)
    if len(number) not in LENGTHS:
        raise InvalidGtin(reason="length", value=typed)
    if not has_good_check_digit(number):
        raise InvalidGtin(reason="check_digit", value=typed)
    return number.zfill(_LONGEST)
