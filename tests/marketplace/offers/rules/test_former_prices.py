"""A price is struck out only if it stood for 30 days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marketplace.offers.rules.former_prices import STOOD, FormerPrice, PricedFrom, former_price

FIRST = date(2026, 1, 1)


def history(*steps):
    """(days after the first, price) in order."""
    return [PricedFrom(FIRST + timedelta(days=days), price) for days, price in steps]


def test_a_price_that_stood_thirty_days_is_struck_out_for_thirty():
    until = FIRST + timedelta(days=59)

    assert former_price(history((0, 100), (30, 80))) == FormerPrice(100, until)
    assert former_price(history((0, 100), (29, 80))) is None


def test_a_rise_just_before_a_reduction_earns_nothing():
    assert former_price(history((0, 80), (40, 120), (41, 80))) is None


def test_steps_down_within_one_reduction_count_as_one():
    assert former_price(history((0, 100), (40, 90), (42, 80))) == FormerPrice(
        100, FIRST + timedelta(days=71)
    )


def test_what_was_on_request_or_went_up_is_not_struck_out():
    assert former_price(history((0, None), (40, 80))) is None
    assert former_price(history((0, 80), (40, None))) is None
    assert former_price(history((0, 80), (40, 100))) is None
    assert former_price([]) is None


def test_several_prices_of_one_day_are_the_last_of_them():
    assert former_price(history((0, 100), (30, 60), (30, 100))) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.one_of(st.none(), st.integers(1, 9))), max_size=12
    ).map(lambda steps: history(*sorted(steps, key=lambda step: step[0])))
)
def test_what_is_struck_out_is_higher_and_really_stood(prices):
    former = former_price(prices)

    if former is None:
        return
    last = prices[-1]
    assert last.price_dong < former.price_dong
    stood_until = _first_day_without(former.price_dong, prices)
    for days in range(1, STOOD.days + 1):
        assert _price_on(stood_until - timedelta(days=days), prices) == former.price_dong
    assert former.until < last.day + STOOD or _price_on(former.until, prices) == last.price_dong


def _price_on(day, prices):
    return [entry.price_dong for entry in prices if entry.day <= day][-1]


def _first_day_without(price, prices):
    """The day on which the price that was struck out ended, looked for from the end."""
    day = prices[-1].day
    while _price_on(day - timedelta(days=1), prices) != price:
        day -= timedelta(days=1)
    return day
