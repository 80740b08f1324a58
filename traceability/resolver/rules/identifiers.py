"""The GS1 application identifiers a Digital Link may carry, and the shape of each value.

After the GS1 Barcode Syntax Dictionary, release of 27 January 2026:
https://github.com/gs1/gs1-syntax-dictionary
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.rules.gtins import has_good_check_digit

_X = r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]"  # GS1 character set 82
_Y = r"[#\-/0-9A-Z]"  # GS1 character set 39


class ValueFault(StrEnum):
    """Why a value does not fit its identifier."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"
    CHECK_DIGIT = "check_digit"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ValueShape:
    """What a value must look like: how long, which letters, where a check digit stands."""

    shortest: int
    longest: int
    pattern: re.Pattern[str]
    checked_digits: slice | None = None
    is_date: bool = False

    def fault(self, value: str) -> ValueFault | None:
        """The first thing wrong with `value`, in the order a person would look."""
        if len(value) < self.shortest:
            return ValueFault.TOO_SHORT if value else ValueFault.EMPTY
        if len(value) > self.longest:
            return ValueFault.TOO_LONG
        if not self.pattern.fullmatch(value):
            return ValueFault.CHARACTERS
        if self.checked_digits and not has_good_check_digit(value[self.checked_digits]):
            return ValueFault.CHECK_DIGIT
        return ValueFault.DATE if self.is_date and not _is_day(value) else None


def _digits(shortest: int, longest: int = 0) -> ValueShape:
    return ValueShape(shortest, longest or shortest, re.compile(r"[0-9]+"))


def _checked(length: int) -> ValueShape:
    return ValueShape(length, length, re.compile(r"[0-9]+"), checked_digits=slice(0, length))


def _text(longest: int, letter: str = _X) -> ValueShape:
    return ValueShape(1, longest, re.compile(f"{letter}+"))


def _checked_then_text(digits: int, longest: int, letter: str, *, start: int = 0) -> ValueShape:
    return ValueShape(
        start + digits,
        longest,
        re.compile(f"0{{{start}}}[0-9]{{{digits}}}{letter}*"),
        checked_digits=slice(start, start + digits),
    )


_DATE = ValueShape(6, 6, re.compile(r"[0-9]+"), is_date=True)


def _is_day(yymmdd: str) -> bool:
    """GS1 dates have two-digit years; day 00 means the last of the month."""
    day = "01" if yymmdd[4:] == "00" else yymmdd[4:]
    try:
        date.fromisoformat(f"20{yymmdd[:4]}{day}")
    except ValueError:
        return False
    return True


KEYS: dict[str, ValueShape] = {
    "00": _checked(18),
    "01": _checked(14),
    "253": _checked_then_text(13, 30, _X),
    "255": _checked_then_text(13, 25, "[0-9]"),
    "401": _text(30),
    "402": _checked(17),
    "414": _checked(13),
    "417": _checked(13),
    "8003": _checked_then_text(13, 30, _X, start=1),
    "8004": _text(30),
    "8006": ValueShape(18, 18, re.compile(r"[0-9]+"), checked_digits=slice(0, 14)),
    "8010": _text(30, _Y),
    "8013": _text(25),
    "8017": _checked(18),
    "8018": _checked(18),
}

# For each key, the sequences its qualifiers may follow; leaving some out is allowed.
SEQUENCES: dict[str, tuple[tuple[str, ...], ...]] = {
    "01": (("22", "10", "21"), ("235",)),
    "414": (("254",), ("7040",)),
    "417": (("7040",),),
    "8004": (("7040",),),
    "8006": (("22", "10", "21"),),
    "8010": (("8011",),),
    "8017": (("8019",),),
    "8018": (("8019",),),
}

QUALIFIERS: dict[str, ValueShape] = {
    "22": _text(20),
    "10": _text(20),
    "21": _text(20),
    "235": _text(28),
    "254": _text(20),
    "7040": ValueShape(4, 4, re.compile(f"[0-9]{_X}{{3}}")),
    "8011": ValueShape(1, 12, re.compile(r"0|[1-9][0-9]*")),
    "8019": _digits(1, 10),
}

ATTRIBUTES: dict[str, ValueShape] = {
    "02": _checked(14),
    **dict.fromkeys(("11", "12", "13", "15", "16", "17"), _DATE),
    "20": _digits(2),
    "30": _digits(1, 8),
    "37": _digits(1, 8),
    "240": _text(30),
    "241": _text(30),
    "242": _digits(1, 6),
    "243": _text(20),
    "250": _text(30),
    "251": _text(30),
    "400": _text(30),
    "403": _text(30),
    **dict.fromkeys(("410", "411", "412", "413", "415", "416"), _checked(13)),
    "420": _text(20),
    "421": ValueShape(4, 12, re.compile(f"[0-9]{{3}}{_X}+")),
    "422": _digits(3),
    "423": ValueShape(3, 15, re.compile(r"(?:[0-9]{3})+")),
    "424": _digits(3),
    "425": ValueShape(3, 15, re.compile(r"(?:[0-9]{3})+")),
    "426": _digits(3),
    "427": _text(3),
    "7003": _digits(10),
    "8005": _digits(6),
    "8008": ValueShape(8, 12, re.compile(r"(?:[0-9]{2}){4,6}")),
    **{str(number): _text(90) for number in range(90, 100)},
    # Trade and logistic measures; the last digit of the identifier is the decimal point.
    **{str(number): _digits(6) for number in range(3100, 3700)},
}

# Everything that an element string, or a query, may hold.
ELEMENTS: dict[str, ValueShape] = {**ATTRIBUTES, **QUALIFIERS, **KEYS}

# Lengths that GS1 has fixed for good, by the first two digits: no separator follows such a value.
_FIXED = {"00", "01", "02", *map(str, (*range(11, 14), *range(15, 18), 20, *range(31, 37), 41))}
FIXED_LENGTHS: dict[str, int] = {
    name: shape.longest for name, shape in ELEMENTS.items() if name[:2] in _FIXED
}
