"""Parsers of what people type about an offer: prices, stock, days, packs.

Forms, the JSON API and tables read by these alone, so that one value is right everywhere or
nowhere. What can be read in two ways is asked about, never guessed. Each raises TermRefused.
"""

import re
from datetime import date

from core.sheets import parsers
from core.sheets.problems import CellRefused
from core.text import clean, is_text
from marketplace.offers.errors import TermRefused

LOWEST_DONG = 1_000  # below it zeros were left out: "125" is said for 125.000
HIGHEST_DONG = 10**12
MOST_STOCK = 9_999_999
LONGEST_UNIT = 60
LONGEST_MESSAGE = 200

_CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\.?\s*$", re.IGNORECASE)
_SPACES = str.maketrans("", "", " \u00a0\u202f\t")
_DIGITS = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+")
_SHORT = re.compile(r"([0-9]+(?:[.,][0-9])?)\s*(?:k|ng|nghìn|ngàn|tr|triệu)\.?", re.IGNORECASE)
_MOST_DIGITS = 15


def price(typed: str) -> int:
    """Whole đồng: "125000", "125.000", "125,000 đ" and "125 000" are the same."""
    return price_of(_whole(_CURRENCY.sub("", typed.strip()), "price"))


def price_of(number: int) -> int:
    """A price that is a number already."""
    if number <= 0:
        raise TermRefused("price_not_positive")
    if number < LOWEST_DONG:
        raise TermRefused("price_short", meant=number * 1_000)
    if number > HIGHEST_DONG:
        raise TermRefused("price_too_high", most=HIGHEST_DONG)
    return number


def stock(typed: str) -> int:
    """How many there are."""
    return stock_of(_whole(typed.strip(), "stock"))


def stock_of(number: int) -> int:
    """A stock that is a number already."""
    if not 0 <= number <= MOST_STOCK:
        raise TermRefused("stock_out_of_range", most=MOST_STOCK)
    return number


def quantity(typed: str) -> int:
    """How many one order may or must hold."""
    number = _whole(typed.strip(), "stock")
    if not 1 <= number <= MOST_STOCK:
        raise TermRefused("quantity_out_of_range", most=MOST_STOCK)
    return number


def unit(typed: str) -> str:
    """What the price buys: "hộp 500 g"."""
    return line(typed, LONGEST_UNIT)


def line(typed: str, longest: int) -> str:
    """One line of text that people can read, as it is kept."""
    if not is_text(typed):
        raise TermRefused("unreadable")
    kept = clean(typed)
    if len(kept) > longest:
        raise TermRefused("too_long", most=longest)
    return kept


def day(typed: str) -> date:
    """A day as 2026-11-15 or 15/11/2026."""
    try:
        return parsers.day(typed.strip())
    except CellRefused:
        raise TermRefused("not_a_day") from None


def day_to_come(typed: str, today: date) -> date:
    """A day that is not past."""
    return day_not_past(day(typed), today)


def day_not_past(value: date, today: date) -> date:
    """A day that is one already, and not past."""
    if value < today:
        raise TermRefused("day_past")
    if value.year > today.year + 2:
        raise TermRefused("day_too_far")
    return value


def _whole(typed: str, what: str) -> int:
    """ASCII digits, as one number or grouped by threes with one mark or spaces."""
    if short := _SHORT.fullmatch(typed):
        raise TermRefused(f"{what}_shortened", typed=short.group())
    digits = typed.translate(_SPACES)
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", "")
    if not _DIGITS.fullmatch(digits):
        raise TermRefused(f"{what}_not_a_number")
    digits = digits.lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        raise TermRefused(f"{what}_too_long")
    return int(digits)
