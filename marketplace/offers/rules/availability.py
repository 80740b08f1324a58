"""Whether an offer can be had on a day: price, stock, season and pause together."""

from datetime import date
from typing import Protocol


class SaleTerms(Protocol):
    """What decides, as an offer or a row of a query holds it; all None where there is no offer."""

    @property
    def price_dong(self) -> int | None: ...
    @property
    def stock(self) -> int | None: ...
    @property
    def is_withdrawn(self) -> bool | None: ...
    @property
    def season_from(self) -> date | None: ...
    @property
    def season_to(self) -> date | None: ...
    @property
    def paused_until(self) -> date | None: ...


def is_available(terms: SaleTerms, day: date) -> bool:
    """Whether somebody could buy one on that day."""
    return (
        terms.price_dong is not None
        and bool(terms.stock)
        and not terms.is_withdrawn
        and not is_paused(terms.paused_until, day)
        and is_in_season(terms.season_from, terms.season_to, day)
    )


def is_paused(until: date | None, day: date) -> bool:
    """`until` is the last day without sales."""
    return until is not None and day <= until


def is_in_season(first: date | None, last: date | None, day: date) -> bool:
    """A season comes back each year, and may go over New Year; without one it is always."""
    if first is None or last is None:
        return True
    begin, end, at = _in_year(first), _in_year(last), _in_year(day)
    if begin <= end:
        return begin <= at <= end
    return at >= begin or at <= end


def _in_year(day: date) -> tuple[int, int]:
    return day.month, day.day
