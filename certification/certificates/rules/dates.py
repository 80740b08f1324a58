"""Date arithmetic: terms as the law counts them, and dates known only within bounds."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

TERM_MONTHS = 36  # Decision 26/2026/QĐ-TTg Điều 4.3, as in the decisions before it
ONE_DAY = timedelta(days=1)

Precision = Literal["day", "month", "year", "span"]


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A day known only within bounds, both of them possible; exact when they are equal."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"{self.earliest} is after {self.latest}")

    @classmethod
    def exact(cls, day: date) -> Self:
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def between(cls, earliest: date, latest: date) -> Self:
        return cls(earliest, latest)

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest

    @property
    def precision(self) -> Precision:
        """The smallest unit of the calendar that holds both bounds: how to put it in words."""
        if self.earliest == self.latest:
            return "day"
        if self.earliest.year != self.latest.year:
            return "span"
        return "month" if self.earliest.month == self.latest.month else "year"

    def no_later_than(self, day: date) -> "VagueDate":
        """The same day, knowing that it is not after `day`; unchanged when that cannot be."""
        if day >= self.latest or day < self.earliest:
            return self
        return VagueDate(self.earliest, day)


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months on, or the last day of that month where it has none.

    Civil Code 91/2015/QH13 Điều 148.3. Stops at the ends of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    month += 1
    if day.day <= 28:  # noqa: PLR2004 - every month has 28 days
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_valid_day(issued: date, months: int = TERM_MONTHS) -> date:
    """The last day a paper issued on `issued` is good for, that day included.

    The first day is not counted (Điều 147.2), so the term ends with the corresponding day itself.
    Điều 148.5 would move a last day that is a holiday; stars do not borrow time that way.
    """
    return add_months(issued, months)


def day_after(day: date) -> date | None:
    return None if day == date.max else day + ONE_DAY
