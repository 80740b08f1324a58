"""English plurals, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.english import plural, singular


@pytest.mark.parametrize(
    ("noun", "nouns"),
    [
        ("mango", "mangoes"), ("candy", "candies"), ("cashew", "cashews"), ("dish", "dishes"),
        ("box", "boxes"), ("glass", "glasses"), ("spice", "spices"), ("coffee", "coffees"),
    ],
)  # fmt: skip
def test_a_noun_and_its_plural_lead_to_each_other(noun, nouns):
    assert (singular(nouns), plural(noun)) == (noun, nouns)


@pytest.mark.parametrize("word", ["mats", "cans", "hats", "lotus", "glass", "basis", "ras", "đồs"])
def test_what_may_be_vietnamese_or_is_no_plural_stays_as_it_is(word):
    assert singular(word) == word


@given(st.text("aeiosuxhyltng", max_size=9))
def test_a_singular_has_no_singular_of_its_own(word):
    assert singular(singular(word)) == singular(word)
