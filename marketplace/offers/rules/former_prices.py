"""Former prices: what may stand struck out beside a price, so that no reduction is made up.

A price may be shown struck out if it stood for 30 days without a break until it was reduced, and
only for as long as the reduced price is younger than that: then it is the usual price itself. Steps
down within one reduction count as one; a rise before it begins anew.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

STOOD = timedelta(days=30)


class PricedFrom(NamedTuple):
    """From the beginning of this day the price was this; None: on request."""

    day: date
    price_dong: int | None


class FormerPrice(NamedTuple):
    """A price to be struck out, up to a day and on it."""

    price_dong: int
    until: date


def former_price(history: Sequence[PricedFrom]) -> FormerPrice | None:
    """What may be struck out beside the last price of a history that is in the order of time."""
    prices = _without_repeats(history)
    if len(prices) < 2:  # noqa: PLR2004 - there is none before the only one
        return None
    reduced = prices[-1]
    before, begun = _before_the_reduction(prices)
    if before is None or before.price_dong is None or reduced.price_dong is None:
        return None
    if begun - before.day < STOOD:
        return None
    return FormerPrice(before.price_dong, reduced.day + STOOD - timedelta(days=1))


def _before_the_reduction(prices: Sequence[PricedFrom]) -> tuple[PricedFrom | None, date]:
    """The price from which it went down without a rise to the last one, and when that began."""
    place = len(prices) - 1
    while place and _is_lower(prices[place], prices[place - 1]):
        place -= 1
    if place == len(prices) - 1:
        return None, prices[-1].day
    return prices[place], prices[place + 1].day


def _is_lower(price: PricedFrom, before: PricedFrom) -> bool:
    if price.price_dong is None or before.price_dong is None:
        return False
    return price.price_dong < before.price_dong


def _without_repeats(history: Sequence[PricedFrom]) -> list[PricedFrom]:
    """The last price of each day, and none that is the one before."""
    last_of_day = {entry.day: entry for entry in history}
    prices: list[PricedFrom] = []
    for entry in last_of_day.values():
        if not prices or prices[-1].price_dong != entry.price_dong:
            prices.append(entry)
    return prices
