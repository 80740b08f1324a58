"""The order of names, as a text and as the numbers it begins with."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.language.collation import leading_numbers, sort_key

NAMES = st.one_of(st.text(max_size=40), st.text("aàăâbđêmơưyz 19-(~_[:\u00fc\u4e00", max_size=40))


def shuffled(names):
    return Random(1).sample(names, len(names))


def test_letters_decide_the_order_before_tones():
    words = ["ba", "bá", "bả bốn", "bă", "bâ", "ca", "dê", "đá"]

    assert sorted(shuffled(words), key=sort_key) == words


@pytest.mark.parametrize(
    "ordered",
    [
        ["an", "ăn", "ân", "ba"],
        ["bo", "bò", "bỏ", "bõ", "bó", "bọ", "bô", "bơ"],
        ["gạo", "gạo a", "gạo nếp", "gạo st", "gao st25"],
        ["1 a", "10 a", "2 a", "a 1", "f", "j", "w", "z", "ü", "中"],
        ["a (b)", "a 1", "a: b", "ab"],
    ],
)
def test_words_digits_and_signs_have_one_order(ordered):
    assert sorted(shuffled(ordered), key=sort_key) == ordered


@given(NAMES, NAMES)
@example("mật ong_a", "mật ong_b")
@example("a:z", "a;b")
@example("\x1b", "\x080")
@example("a中z", "a丁b")
@example("mật ong", "mật ong rừng")
def test_numbers_never_contradict_the_order_of_the_keys(one, other):
    first, second = sorted((sort_key(one), sort_key(other)))

    assert leading_numbers(first, 3) <= leading_numbers(second, 3)


def test_the_numbers_fit_a_column_and_tell_most_names_apart():
    names = ["bánh", "bánh tráng", "bánh tráng phơi sương", "mật ong", "mật ong rừng", "mật ơng"]

    numbers = [leading_numbers(sort_key(name), 3) for name in names]

    assert all(0 <= number < 2**63 for three in numbers for number in three)
    assert all(before < after for before, after in pairwise(numbers))


def test_names_that_begin_alike_for_long_are_equal_in_numbers():
    key = sort_key("a" * 30)

    assert leading_numbers(key, 3) == leading_numbers(sort_key("a" * 30 + "b"), 3)
    assert leading_numbers(key, 4) < leading_numbers(sort_key("a" * 30 + "b"), 4)
