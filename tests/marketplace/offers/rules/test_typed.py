"""What people type about an offer is read in one way, or asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.offers.errors import TermRefused
from marketplace.offers.rules import typed
from marketplace.offers.rules.packs import Measure, Pack, pack, unit_price, written


def refusal(read, *arguments):
    with pytest.raises(TermRefused) as no:
        read(*arguments)
    return no.value.reason


@pytest.mark.parametrize(
    "text",
    ["125000", "125.000", "125,000", " 125000 đ", "125.000đ", "125 000 đồng", "125.000 ₫",
     "125,000 VND", "0125000", "125\u00a0000"],
)  # fmt: skip
def test_a_price_is_the_same_however_its_thousands_are_marked(text):
    assert typed.price(text) == 125_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "price_not_a_number"), ("abc", "price_not_a_number"), ("1e5", "price_not_a_number"),
        ("-5000", "price_not_a_number"), ("١٢٥٠٠٠", "price_not_a_number"),
        ("125.00", "price_not_a_number"), ("12,50", "price_not_a_number"),
        ("1.250,000", "price_not_a_number"), ("1.2500", "price_not_a_number"),
        ("125000.5", "price_not_a_number"), ("NaN", "price_not_a_number"),
        ("125k", "price_shortened"), ("1,2tr", "price_shortened"), ("125 nghìn", "price_shortened"),
        ("0", "price_not_positive"), ("125", "price_short"),
        ("9999999999999", "price_too_high"), (str(2**63 + 1), "price_too_long"),
    ],
)  # fmt: skip
def test_what_is_no_price_or_could_be_two_is_refused(text, reason):
    assert refusal(typed.price, text) == reason


@given(st.integers(typed.LOWEST_DONG, typed.HIGHEST_DONG), st.sampled_from([".", ",", " "]))
def test_a_price_as_people_write_it_is_read_back(dong, mark):
    assert typed.price(f"{dong:,}".replace(",", mark)) == dong


@pytest.mark.parametrize("text", ["-1", "1.5", "1e3", "١٢", "", "10000000", str(2**63)])
def test_a_stock_is_a_whole_number_of_things(text):
    assert refusal(typed.stock, text).startswith("stock_")


def test_a_stock_may_be_nothing_or_thousands():
    assert [typed.stock(text) for text in ("0", "12", "1.200")] == [0, 12, 1_200]


def test_a_day_is_read_as_a_calendar_or_a_person_writes_it():
    assert typed.day("2026-11-15") == typed.day("15/11/2026") == date(2026, 11, 15)
    assert refusal(typed.day, "2026-02-30") == refusal(typed.day, "mai") == "not_a_day"


def test_a_day_to_come_is_today_at_the_earliest():
    today = date(2026, 11, 28)

    assert typed.day_to_come("2026-11-28", today) == today
    assert refusal(typed.day_to_come, "2026-11-27", today) == "day_past"
    assert refusal(typed.day_to_come, "2036-11-27", today) == "day_too_far"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 g", Pack(500, Measure.GRAM)), ("0,5 kg", Pack(500, Measure.GRAM)),
        ("0.5kg", Pack(500, Measure.GRAM)), ("1 lít", Pack(1_000, Measure.MILLILITRE)),
        ("330ML", Pack(330, Measure.MILLILITRE)), ("2 lạng", Pack(200, Measure.GRAM)),
    ],
)  # fmt: skip
def test_a_pack_is_kept_in_grams_or_millilitres(text, expected):
    assert pack(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [("1.500 g", "pack_two_readings"), ("1 hộp", "pack_unknown"), ("0 g", "pack_out_of_range"),
     ("1,0005 g", "pack_out_of_range"), ("500", "pack_unknown")],
)  # fmt: skip
def test_a_pack_that_cannot_be_read_in_one_way_is_asked_about(text, reason):
    assert refusal(pack, text) == reason


@given(st.integers(1, 10_000_000), st.sampled_from(list(Measure)))
def test_a_pack_as_it_is_written_is_the_same_pack(amount, measure):
    assert pack(written(amount, measure)) == Pack(amount, measure)


def test_a_unit_price_is_that_of_a_kilo():
    assert unit_price(95_000, 500) == 190_000
    assert unit_price(40_000, 350) == 114_286
