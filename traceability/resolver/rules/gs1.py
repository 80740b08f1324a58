"""GS1 keys: check digits, lengths, and which numbers may not leave this system.

A GTIN or GLN belongs to whoever GS1 gave it to. None is ever made up here.
"""

import re

from core.errors import DomainError

GTIN_LENGTH = 14
GLN_LENGTH = 13
SSCC_LENGTH = 18
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})

_DIGITS = re.compile(r"[0-9]+")
_TYPED_GAPS = str.maketrans("", "", " -\u00a0")

# Restricted circulation: numbers a shop or region gives itself. They mean something else elsewhere.
_RESTRICTED_GTIN_13 = re.compile(r"0[24]|2[0-9]")
_RESTRICTED_GTIN_8 = re.compile(r"[02]")
_GTIN_8_PADDING = "000000"


class InvalidKey(DomainError):
    """A number is not a GS1 key. `reason` is digits, length, check_digit or restricted."""

    code = "gs1_key_invalid"


def check_digit(body: str) -> str:
    """The mod-10 digit that follows `body`: weights 3, 1, 3, 1 … from its right end."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def has_good_check_digit(number: str) -> bool:
    return check_digit(number[:-1]) == number[-1]


def gtin(typed: str) -> str:
    """The 14-digit form of a GTIN of 8, 12, 13 or 14 digits. Raises InvalidKey."""
    return _key(typed, _GTIN_LENGTHS).zfill(GTIN_LENGTH)


def gln(typed: str) -> str:
    """A place or party number of 13 digits. Raises InvalidKey."""
    return _key(typed, frozenset({GLN_LENGTH}))


def sscc(typed: str) -> str:
    """A parcel or pallet number of 18 digits. Raises InvalidKey."""
    return _key(typed, frozenset({SSCC_LENGTH}))


def is_restricted(gtin_14: str) -> bool:
    """Whether the number lies in a prefix kept for use inside one company or region."""
    if gtin_14.startswith(_GTIN_8_PADDING):
        return _RESTRICTED_GTIN_8.match(gtin_14, len(_GTIN_8_PADDING)) is not None
    return _RESTRICTED_GTIN_13.match(gtin_14, 1) is not None


def publishable_gtin(typed: str) -> str:
    """A GTIN that may stand in an address of ours. Raises InvalidKey."""
    number = gtin(typed)
    if is_restricted(number):
        raise InvalidKey(reason="restricted", value=number)
    return number


def _key(typed: str, lengths: frozenset[int]) -> str:
    number = typed.strip().translate(_TYPED_GAPS)
    if not _DIGITS.fullmatch(number):
        raise InvalidKey(reason="digits", value=typed)
    if len(number) not in lengths:
        raise InvalidKey(reason="length", value=typed)
    if not has_good_check_digit(number):
        raise InvalidKey(reason="check_digit", value=typed)
    return number
