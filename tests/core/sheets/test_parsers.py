"""Values of cells: what is clear is read, what can be read in two ways is asked about."""

import pytest

from core.sheets.cells import TypedDay, TypedNumber, clean
from core.sheets.parsers import choice, decimal, text
from core.sheets.problems import CellRefused


def refusal(parse, value):
    with pytest.raises(CellRefused) as no:
        parse(value)
    return no.value.rule, no.value.facts


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("27,5", 27.5), ("27.5", 27.5), ("0,125", 0.125), ("0.125", 0.125), ("1250", 1250),
        ("1.250.000", 1_250_000), ("1,250,000", 1_250_000), ("1.250,5", 1250.5),
        ("1,250.5", 1250.5), ("1250,500", 1250.5), ("12,34", 12.34),
        (TypedNumber("1.25"), 1.25), (TypedNumber("1.125"), 1.125),
    ],
)  # fmt: skip
def test_a_clear_number_is_read(written, number):
    assert decimal(10_000_000)(written) == number


@pytest.mark.parametrize(
    ("written", "large", "small"),
    [("1.250", "1250", "1,25"), ("1,250", "1250", "1,25"), ("12.500", "12500", "12,5"),
     ("100.000", "100000", "100"), ("1.125", "1125", "1,125")],
)  # fmt: skip
def test_a_number_of_two_readings_is_asked_about(written, large, small):
    rule, facts = refusal(decimal(10_000_000), written)

    assert (rule, facts) == ("two_readings", {"large": large, "small": small})


@pytest.mark.parametrize("written", ["1 250", "1.25.0", "1.250,5,5", "khoảng 5", "-5", "5 ha", "."])
def test_what_is_no_number_is_refused(written):
    assert refusal(decimal(100), written)[0] == "not_a_number"


def test_a_negative_typed_number_is_out_of_range():
    assert refusal(decimal(100), TypedNumber("-5"))[0] == "out_of_range"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (TypedDay("2024-03-12"), "day_in_text"),
        (TypedNumber("1.5"), "number_in_text"),
        (TypedNumber("-1"), "number_in_text"),
    ],
)
def test_a_value_that_a_workbook_shows_in_its_own_way_is_no_text(value, rule):
    assert refusal(text(20), value)[0] == rule


def test_digits_of_a_typed_number_are_a_text():
    assert text(20)(TypedNumber("7777")) == "7777"


@pytest.mark.parametrize("value", ["8.93851E+12", "8,93851E+12", "1E+05"])
def test_a_number_that_lost_its_digits_is_refused(value):
    assert refusal(clean, value)[0] == "number_shortened"


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#DIV/0!", "########"])
def test_an_error_is_one_in_every_format(value):
    assert refusal(clean, value)[0] == "error_cell"


def test_words_are_chosen_in_capitals_or_not():
    assert choice({"5p": None})("5P") is None
