"""Season, pause, stock and price decide together whether something can be bought."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.offers.errors import TermRefused
from marketplace.offers.rules.availability import is_available, is_in_season
from marketplace.offers.rules.price_steps import PriceStep, checked_steps

DAY = date(2026, 11, 28)


@dataclass(frozen=True)
class Terms:
    price_dong: int | None = 95_000
    stock: int | None = 5
    is_withdrawn: bool | None = False
    season_from: date | None = None
    season_to: date | None = None
    paused_until: date | None = None


def test_an_offer_with_price_and_stock_is_available():
    assert is_available(Terms(), DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"price_dong": None}, {"stock": 0}, {"stock": None}, {"is_withdrawn": True},
        {"paused_until": DAY},
        {"season_from": date(2026, 3, 1), "season_to": date(2026, 5, 31)},
    ],
)  # fmt: skip
def test_each_of_them_alone_can_end_it(change):
    assert not is_available(replace(Terms(), **change), DAY)


def test_a_pause_is_over_on_the_day_after():
    assert is_available(Terms(paused_until=DAY - timedelta(days=1)), DAY)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 300), st.integers(-3, 3))
def test_a_season_comes_back_every_year_at_its_days(first, length, years):
    last = first + timedelta(days=length)

    assert is_in_season(first, last, first)
    assert is_in_season(first, last, last)
    if (first.month, first.day) != (2, 29):
        assert is_in_season(first, last, first.replace(year=first.year + years))
    outside = last + timedelta(days=2)
    if length < 300 and (outside - first).days < 360:
        assert not is_in_season(first, last, outside)


STEPS = [PriceStep(10, 90_000), PriceStep(50, 80_000)]


def test_steps_are_put_in_order_of_quantity():
    assert checked_steps(STEPS[::-1], 95_000) == STEPS


@pytest.mark.parametrize(
    ("steps", "price", "reason"),
    [
        ([PriceStep(1, 90_000)], 95_000, "step_quantity"),
        ([PriceStep(10, 95_000)], 95_000, "step_not_cheaper"),
        ([PriceStep(10, 90_000), PriceStep(10, 80_000)], 95_000, "step_quantity"),
        ([PriceStep(10, 90_000), PriceStep(20, 90_000)], 95_000, "step_not_cheaper"),
        ([PriceStep(10, 90_000)], None, "steps_without_price"),
        ([PriceStep(n + 2, 90_000 - n) for n in range(6)], 95_000, "steps_too_many"),
    ],
)
def test_steps_that_are_no_steps_down_are_refused(steps, price, reason):
    with pytest.raises(TermRefused) as no:
        checked_steps(steps, price)

    assert no.value.reason == reason
