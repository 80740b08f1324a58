"""What a cell of a workbook shows, compared with what it holds; a difference refuses the cell."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from core.sheets.cells import TypedDay, TypedNumber
from core.sheets.problems import CellRefused
from core.sheets.workbooks.formats import (
    NumberSection,
    is_of_days,
    number_section,
    placeholders,
    section_of,
    sections,
    text_section,
    words,
)

MOST_DIGITS = 15  # a spreadsheet keeps no more: what is typed behind them becomes zeros
_MOST_DAYS, _MOST_MONTHS = 31, 12
_ROOMY = Context(prec=700)  # the largest number has 309 digits
_DAY_PART = re.compile(r"y+|m+|d+|h+|s+|b+|e+|g+|am/pm|a/p")
_CLOCK = re.compile(r"\[(h+|m+|s+)\]")
_OTHER_CALENDARS = frozenset("beg")
_IN_FULL = frozenset("ymd")
# Built into every program, which shows it in the order its own machine is set to.
_OF_THE_MACHINE = "mm-dd-yy"
_CLEAR_ORDERS = ("dmy", "ymd")


def typed_number(value: float, code: str) -> TypedNumber:
    """A number as its cell shows it. Raises CellRefused where that is another one."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise CellRefused("error_cell", value="#NUM!")
    text = _plain(exact)
    digits = len(exact.normalize(_ROOMY).as_tuple().digits)
    if digits > MOST_DIGITS or exact.adjusted() >= MOST_DIGITS:
        raise CellRefused("number_too_long", value=text, digits=MOST_DIGITS)
    chosen = section_of(code, (exact > 0) - (exact < 0))
    section = number_section(chosen)
    if section is None:
        raise _unread(code, text) if placeholders(chosen) else _differs(words(chosen), text, code)
    if section.is_general and not section.words:
        return TypedNumber(text)
    number = _as_shown(section, abs(exact)).copy_sign(exact)
    if section.words or section.scale or section.percent or number != exact:
        raise _differs(_shown_text(section, number), text, code)
    return TypedNumber(text if "." in text else text.zfill(section.whole.count("0")))


def typed_day(value: date | time | timedelta, code: str) -> TypedDay:
    """A day as its cell shows it. Raises CellRefused for hours, and for a day shown in part."""
    if not isinstance(value, date):
        raise CellRefused("time_cell", value=str(value))
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    parts = _day_parts(code)
    kinds = {part[0] for part in parts}
    day = f"{moment:%d/%m/%Y}"
    if not is_of_days(sections(code)[0]):
        raise _unread(code, day)
    if not kinds >= _IN_FULL or kinds & _OTHER_CALENDARS:
        known = "/".join(f"%{part}" for part in "dmY" if part.lower() in kinds)
        raise _differs(f"{moment:{known}}", day, code) if known else _unread(code, day)
    if (order := _odd_order(parts, code)) and _reads_otherwise(order, moment):
        shown = "/".join(f"{moment:%{'Y' if part == 'y' else part}}" for part in order)
        raise _differs(shown, day, code)
    if moment.time() == time():
        return TypedDay(moment.date().isoformat())
    to_the_second = f"{day} {moment:%H:%M:%S}"
    if "h" in kinds:
        raise CellRefused("time_cell", value=to_the_second)
    raise _differs(day, to_the_second, code)


def typed_text(text: str, code: str) -> str:
    """A text as its cell shows it: `;;;` hides it. Raises CellRefused for a difference."""
    section = text_section(code)
    if section is None:
        return text
    shown = words(section).replace("@", text).strip()
    if shown.split() != text.split():
        raise _differs(shown, text, code)
    return text


def _differs(shown: str, value: str, code: str) -> CellRefused:
    return CellRefused("shown_differs", value=value, shown=shown, held=value, format=code)


def _unread(code: str, value: str) -> CellRefused:
    return CellRefused("format_unread", value=value, held=value, format=code)


def _as_shown(section: NumberSection, number: Decimal) -> Decimal:
    if section.is_general:
        return number
    places = len(section.fraction)
    if section.power and number:
        places -= number.adjusted()
    scaled = number.scaleb(-section.scale)
    return scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ROOMY)


def _shown_text(section: NumberSection, number: Decimal) -> str:
    figures = _plain(number).replace(".", ",")
    return f"{figures}{section.percent} {section.words}".strip()


@lru_cache(maxsize=1_000)
def _day_parts(code: str) -> tuple[str, ...]:
    """What a format shows of a day, in its order: "dd", "mm", "yyyy"; "h" is any part of a clock.

    LRU cache: 0.06 µs instead of 2.9.
    """
    first = placeholders(_CLOCK.sub(r"\1", sections(code)[0].lower()))
    tokens = ["", *_DAY_PART.findall(first), ""]
    parts = []
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_minute = token in ("m", "mm") and (before[:1] == "h" or after[:1] == "s")
        if is_minute or token[0] in "hsa":
            parts.append("h")
        elif token[0] != "d" or len(token) <= len("dd"):  # longer is the day of the week
            parts.append(token)
    return tuple(parts)


def _odd_order(parts: Sequence[str], code: str) -> str:
    """The order of day, month and year in figures, "mdy"; "" where nobody takes it for another."""
    of_day = [part for part in parts if part[0] in "ymd"]
    order = "".join(part[0] for part in of_day)
    in_words = any(part.startswith("mmm") for part in of_day)
    is_short = order == "ymd" and of_day[0] in ("y", "yy")
    is_clear = order in _CLEAR_ORDERS and not is_short
    return "" if code == _OF_THE_MACHINE or in_words or is_clear else order


def _reads_otherwise(order: str, day: date) -> bool:
    """Whether people who write the day first take the day shown for another one."""
    if order.startswith("y"):
        return day.month != day.day or day.year % 100 <= _MOST_DAYS
    return day.day <= _MOST_MONTHS and day.day != day.month


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
