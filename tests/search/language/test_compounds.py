"""What is written as one word here and as several there."""

import pytest

from search.language.analysis import analyse
from search.language.compounds import joined_words, syllables


def spelled(words):
    return {word.exact for word in words}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Đắk R'lấp", {"đắkr", "rlấp", "đắkrlấp"}),
        ("P.T", {"pt"}),
        ("Omega 3-6-9", {"36", "69", "369"}),
        ("Gạo ST25", {"gạost"}),
        ("Miến dong Bình Lư", set()),
    ],
)
def test_only_foreign_words_initials_and_numbers_are_joined_in_an_index(text, joined):
    assert spelled(joined_words(analyse(text))) == joined


def test_initials_in_a_row_are_one_word_whatever_their_number():
    assert "mtqk" in spelled(joined_words(analyse("M.T.Q.K")))
    assert max(map(len, spelled(joined_words(analyse("a b c d e f g h i j"))))) == 3


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("miendong", "mien dong"),
        ("matong", "mat ong"),
        ("bánhtráng", "bánh tráng"),
        ("trà", "trà"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_syllables_run_together_are_told_apart(typed, parts):
    [word] = analyse(typed)

    assert syllables(word)[0] == analyse(parts)


def test_syllables_may_be_told_apart_in_several_ways():
    [word] = analyse("matong")

    assert syllables(word) == (analyse("mat ong"), analyse("ma tong"))
