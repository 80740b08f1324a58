"""Codes survive the ways people copy them, and a wrong character never passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import (
    ALPHABET,
    MalformedCode,
    MistypedCode,
    check_character,
    folded,
    new_code,
    printed,
    read_code,
)

GOOD = [
    "7K3MX9QF2Z",
    "000000000S",
    "111111111B",
    "123456789S",
    "012345678G",
    "ZZZZZZZZZ4",
    "ABCDEFGHJ3",
    "0CP8Y4T6WD",
]

bodies = st.text(ALPHABET, min_size=9, max_size=9)
codes = bodies.map(lambda body: body + check_character(body))


@pytest.mark.parametrize("code", GOOD)
def test_known_codes_are_read(code):
    assert read_code(code) == code


@pytest.mark.parametrize("code", ["0000000000", "1234567890", "0123456789", "1111111111"])
def test_easy_guesses_are_refused_as_mistyped(code):
    with pytest.raises(MistypedCode) as no:
        read_code(code)

    assert no.value.facts == {"code": code}


@pytest.mark.parametrize(
    "typed",
    [
        "7k3mx9qf2z",
        "7K3MX-9QF2Z",
        " 7k3mx 9qf2z\n",
        "7K3MX\u20119QF2Z",
        "7K3MX – 9QF2Z",
        "７Ｋ３ＭＸ９ＱＦ２Ｚ",
        "7K3M\u00adX9QF2Z",
        "7K3MX\u200b9QF2Z",
    ],
)
def test_the_ways_people_write_a_code_mean_the_same(typed):
    assert read_code(typed) == "7K3MX9QF2Z"


@pytest.mark.parametrize("typed", ["ooooooooos", "O0o0O0o0OS", "00000-oooos"])
def test_the_letter_o_is_a_zero(typed):
    assert read_code(typed) == "000000000S"


@pytest.mark.parametrize("typed", ["IIIIIIIIIB", "lllllllllb", "iL1iL1iL1b"])
def test_the_letters_i_and_l_are_a_one(typed):
    assert read_code(typed) == "111111111B"


@pytest.mark.parametrize("typed", ["", "7K3MX9QF2", "7K3MX9QF2ZZ", "-----", "7" * 100_000])
def test_another_length_is_no_code(typed):
    with pytest.raises(MalformedCode) as no:
        read_code(typed)

    assert no.value.facts == {"reason": "length"}


@pytest.mark.parametrize(
    "typed", ["7K3MX9QF2U", "7K3MX9QF2Đ", "7K3MX9QF2!", "7K3MX9QF2é", "7K3MX/9QF2"]
)
def test_another_letter_is_no_code(typed):
    with pytest.raises(MalformedCode) as no:
        read_code(typed)

    assert no.value.facts == {"reason": "letters"}


def test_a_code_is_printed_in_two_groups():
    assert printed("7K3MX9QF2Z") == "7K3MX-9QF2Z"


def test_new_codes_are_valid_and_differ():
    made = [new_code() for _ in range(200)]

    assert [read_code(code) for code in made] == made
    assert len(set(made)) == 200


@given(codes)
def test_printing_and_reading_gives_the_code_back(code):
    assert read_code(printed(code)) == code
    assert read_code(printed(code).lower()) == code


@given(codes, st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_caught(code, place, letter):
    wrong = code[:place] + letter + code[place + 1 :]

    if wrong != code:
        with pytest.raises(MistypedCode):
            read_code(wrong)


@given(codes, st.integers(0, 9), st.integers(0, 9))
def test_two_swapped_characters_are_always_caught(code, one, other):
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    wrong = "".join(letters)

    if wrong != code:
        with pytest.raises(MistypedCode):
            read_code(wrong)


@given(st.text(max_size=64))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_reason(text):
    try:
        assert read_code(text) == folded(text)
    except (MalformedCode, MistypedCode) as no:
        assert no.facts  # noqa: PT017 - both outcomes are right here
