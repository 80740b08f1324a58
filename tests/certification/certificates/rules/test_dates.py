from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.certificates.rules.dates import VagueDate, add_months, day_after, last_valid_day

DAYS = st.dates(date(1900, 1, 1), date(2900, 1, 1))


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        ("2024-03-15", "2027-03-15"),
        ("2024-02-29", "2027-02-28"),
        ("2024-02-28", "2027-02-28"),
        ("2021-02-28", "2024-02-28"),
        ("2023-12-31", "2026-12-31"),
        ("2026-05-22", "2029-05-22"),
    ],
)
def test_a_term_of_36_months_ends_with_the_corresponding_day(issued, last):
    assert last_valid_day(date.fromisoformat(issued)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-08-31", 1, "2024-09-30"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-05-05", 0, "2024-05-05"),
    ],
)
def test_months_are_added_as_the_civil_code_counts(day, months, result):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


@given(DAYS, st.integers(-600, 600))
def test_the_day_is_the_corresponding_one_or_the_last_of_its_month(day, months):
    result = add_months(day, months)

    assert result.year * 12 + result.month == day.year * 12 + day.month + months
    is_last_of_month = (result + timedelta(days=1)).day == 1
    assert result.day == day.day or (result.day < day.day and is_last_of_month)


@given(DAYS, DAYS)
def test_a_later_paper_is_never_good_for_less(one, other):
    assert (one <= other) <= (last_valid_day(one) <= last_valid_day(other))


def test_the_calendar_ends_are_not_passed():
    assert last_valid_day(date(9998, 5, 1)) == date.max
    assert add_months(date(1, 5, 1), -12) == date.min
    assert day_after(date.max) is None
    assert day_after(date(2024, 2, 28)) == date(2024, 2, 29)


def test_a_month_and_a_year_have_all_their_days():
    assert VagueDate.month(2024, 2) == VagueDate(date(2024, 2, 1), date(2024, 2, 29))
    assert VagueDate.year(2023) == VagueDate(date(2023, 1, 1), date(2023, 12, 31))
    assert VagueDate.exact(date(2024, 5, 5)).is_exact
    assert not VagueDate.month(2024, 2).is_exact


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        (VagueDate.exact(date(2024, 5, 5)), "day"),
        (VagueDate.month(2024, 5), "month"),
        (VagueDate.between(date(2024, 5, 1), date(2024, 5, 9)), "month"),
        (VagueDate.year(2024), "year"),
        (VagueDate.between(date(2024, 1, 1), date(2024, 11, 22)), "year"),
        (VagueDate.between(date(2023, 12, 31), date(2024, 1, 1)), "span"),
    ],
)
def test_precision_is_the_smallest_unit_that_holds_both_bounds(day, precision):
    assert day.precision == precision


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="2024-01-02 is after 2024-01-01"):
        VagueDate(date(2024, 1, 2), date(2024, 1, 1))


def test_a_vague_day_is_cut_where_it_cannot_be_later():
    year = VagueDate.year(2026)

    assert year.no_later_than(date(2026, 11, 22)).latest == date(2026, 11, 22)
    assert year.no_later_than(date(2027, 1, 1)) == year
    assert year.no_later_than(date(2025, 12, 31)) == year
