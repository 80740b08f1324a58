"""GS1 numbers: the digits that must be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from registry.rules import gtins

digits = st.text("0123456789", min_size=7, max_size=17)


@pytest.mark.parametrize(
    ("typed", "fourteen"),
    [
        ("8938505970011", "08938505970011"),
        ("08938505970011", "08938505970011"),
        ("18938505970018", "18938505970018"),
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        (" 893-8505-97001-1 ", "08938505970011"),
    ],
)
def test_a_gtin_of_any_length_becomes_fourteen_digits(typed, fourteen):
    assert gtins.gtin(typed) == fourteen


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("8938505970012", "check_digit"),
        ("893850597001", "check_digit"),
        ("89385059700", "length"),
        ("893850597001100", "length"),
        ("", "digits"),
        ("893850597001X", "digits"),
        ("８９３８５０５９７００１１", "digits"),
        ("٨938505970011", "digits"),
    ],
)
def test_a_wrong_gtin_is_refused_with_the_reason(typed, reason):
    with pytest.raises(gtins.InvalidGtin) as no:
        gtins.gtin(typed)

    assert no.value.facts["reason"] == reason


@given(digits)
def test_padding_with_zeros_does_not_change_the_check_digit(body):
    assert gtins.check_digit(body.zfill(17)) == gtins.check_digit(body)


@given(digits, st.data())
def test_one_wrong_digit_is_always_caught(body, data):
    number = body + gtins.check_digit(body)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from("0123456789".replace(number[place], "")))

    assert not gtins.has_good_check_digit(number[:place] + wrong + number[place + 1 :])


@given(st.text("0123456789", min_size=13, max_size=13))
def test_another_implementation_agrees(number):
    assert gtins.has_good_check_digit(number) is ean.is_valid(number)
