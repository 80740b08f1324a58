"""Parsers of cells that several kinds of file have: a province, the date of a source."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Protocol

from core.sheets.parsers import day
from core.sheets.problems import CellRefused

_SOURCE_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_DAY = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}")
_IN_FULL = len("2024-03-15")


class ProvinceNames(Protocol):
    """The provinces by every name that is known for them."""

    def province(self, name: str) -> int | None:
        """Today's province of a present or former name."""

    def resembling_province(self, name: str) -> str | None:
        """The name that a mistyped one resembles."""


def province(provinces: ProvinceNames) -> Callable[[str], str]:
    """Accepts a present or former name of a province; the cell keeps the name as written."""
    number_of = cache(provinces.province)

    def parse(value: str) -> str:
        if not value:
            raise CellRefused("empty")
        if number_of(value) is None:
            near = provinces.resembling_province(value)
            if near:
                raise CellRefused("province_resembles", near=near)
            raise CellRefused("province_unknown")
        return value

    return parse


def source_date(today: date) -> Callable[[str], str]:
    """The date of a source: a day, a month or a year. "15/03/2024" is kept as 2024-03-15."""

    def parse(value: str) -> str:
        written = day(value).isoformat() if _DAY.fullmatch(value) else str(value)
        if written and not _SOURCE_DATE.fullmatch(written):
            raise CellRefused("source_date_unreadable")
        if written > today.isoformat():
            raise CellRefused("day_in_future")
        if len(written) == _IN_FULL:
            day(written)
        return written

    return parse
