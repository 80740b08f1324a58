"""Words that sound alike somewhere in the country."""

import pytest

from search.language.analysis import analyse
from search.language.sounds import other_tone, sound_look_alikes


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("xầu", {"sầu"}),
        ("soài", {"xoài"}),
        ("giẻo", {"dẻo", "rẻo"}),
        ("lắng", {"nắng"}),
        ("chà", {"trà"}),
        ("nghệ", set()),
        ("nhãn", set()),
        ("ong", set()),
        ("đậu", set()),
    ],
)
def test_a_syllable_may_begin_with_another_letter_of_the_same_sound(typed, alike):
    [word] = analyse(typed)

    assert {other.exact for other in sound_look_alikes(word)} == alike


def test_two_tones_are_told_apart_by_half_of_the_country():
    hook, tilde, acute = analyse("bưởi bưỡi bún")

    assert (other_tone(hook), other_tone(tilde), other_tone(acute)) == ("bưỡi", "bưởi", None)
