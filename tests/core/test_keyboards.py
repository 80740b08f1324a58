"""Letters that a Vietnamese keyboard made are led back to the keys."""

import pytest

from core.keyboards import keys_of, late_keys_of


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("7k3", {"7K3"}),
        ("Đ", {"DD", "D9"}),
        ("đ2", {"DD2", "D92"}),
        ("Â", {"AA", "A6"}),
        ("Ơ", {"OW", "O7"}),
        ("Ư", {"W", "U7"}),
        ("Á", {"AS", "A1"}),
        ("Ậ", {"AAJ", "AJA", "A65", "A56"}),
        ("Э", {"Э"}),
        ("Ü", set()),
        ("ĐĐĐĐĐ", set()),
    ],
)
def test_the_keys_behind_letters(word, keys):
    assert set(keys_of(word)) == keys


def test_a_mark_may_have_been_typed_later():
    assert set(late_keys_of("ĐAB")) == {"DADB", "DABD", "DA9B", "DAB9"}
    assert list(late_keys_of("ĐÂ")) == list(late_keys_of("DA")) == []
