"""Parsers of cell values: each takes a tidy text and gives a value or raises CellRefused."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from core.sheets.cells import TypedDay, TypedNumber
from core.sheets.problems import CellRefused

T = TypeVar("T")

_WHOLE = re.compile(r"[0-9]{1,15}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_VIETNAMESE_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DECIMAL = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,6})?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?"
)
# One mark before three digits: a decimal point to some, a thousands separator to others.
_EITHER = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")


def text(longest: int, *, required: bool = False) -> Callable[[str], str]:
    """Any text up to a length. A number or day that a workbook shows in its own way is none."""

    def parse(value: str) -> str:
        if required and not value:
            raise CellRefused("empty")
        if isinstance(value, TypedDay):
            raise CellRefused("day_in_text")
        if isinstance(value, TypedNumber) and not value.isdigit():
            raise CellRefused("number_in_text")
        if len(value) > longest:
            raise CellRefused("too_long", limit=longest, length=len(value))
        return value

    return parse


def choice(values: Mapping[str, T], *, rule: str = "not_a_choice") -> Callable[[str], T]:
    """One of some words, in capitals or not; the refusal lists them."""

    def parse(value: str) -> T:
        word = value.casefold()
        if word not in values:
            raise CellRefused(rule, choices=", ".join(word for word in values if word))
        return values[word]

    return parse


def optional(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """The same, and nothing for an empty cell."""
    return lambda value: parse(value) if value else None


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number between two bounds, both included."""

    def parse(value: str) -> int:
        if not _WHOLE.fullmatch(value):
            raise CellRefused("not_a_whole_number", lowest=lowest, highest=highest)
        if not lowest <= int(value) <= highest:
            raise CellRefused("out_of_range", lowest=lowest, highest=highest)
        return int(value)

    return parse


def decimal(highest: float) -> Callable[[str], float]:
    """A number; a decimal comma is a decimal point. What can be read in two ways is asked about."""

    def parse(value: str) -> float:
        if not isinstance(value, TypedNumber):
            value = _decimal_point(value)
        number = float(value)
        if not math.isfinite(number) or not 0 <= number <= highest:
            raise CellRefused("out_of_range", lowest=0, highest=highest)
        return number

    return parse


def _decimal_point(value: str) -> str:
    """A typed number as a program writes it."""
    if either := _EITHER.fullmatch(value):
        whole, rest = either.groups()
        small = f"{whole},{rest}".rstrip("0").rstrip(",")
        raise CellRefused("two_readings", large=whole + rest, small=small)
    if _DECIMAL.fullmatch(value):
        return value.replace(",", ".")
    if _GROUPED.fullmatch(value):
        thousands = next(letter for letter in value if letter in ".,")
        return value.replace(thousands, "").replace(",", ".")
    raise CellRefused("not_a_number")


def day(value: str) -> date:
    """A day as 2024-03-15 or 15/03/2024."""
    if parts := _ISO_DAY.fullmatch(value):
        year, month, number = parts.groups()
    elif parts := _VIETNAMESE_DAY.fullmatch(value):
        number, month, year = parts.groups()
    else:
        raise CellRefused("not_a_day")
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise CellRefused("no_such_day") from None
