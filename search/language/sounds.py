"""Homophones: spellings that sound alike in half of the country, and are mixed up in writing."""

from collections.abc import Iterator
from functools import lru_cache

from search.language.analysis import Word, analyse
from search.language.syllable import HOOK, TILDE, is_plain_syllable, with_tone, without_tone

_SAME_TONE = {HOOK: TILDE, TILDE: HOOK}  # hỏi and ngã
# Written in the north, the centre or the south for one another; longer beginnings first.
_SAME_INITIAL = (
    ("ch", ("tr",)), ("tr", ("ch",)), ("gi", ("d", "r")), ("s", ("x",)), ("x", ("s",)),
    ("d", ("gi", "r", "v")), ("r", ("d", "gi")), ("v", ("d",)), ("l", ("n",)), ("n", ("l",)),
)  # fmt: skip
_NO_INITIAL = ("ng", "nh")  # begin like "n" and sound otherwise


@lru_cache(maxsize=20_000)
def other_tone(word: Word) -> str | None:
    """The spelling with the other one of two tones that most people do not tell apart.

    LRU cache: 0.16 µs instead of 1.5, for every field of every word.
    """
    bare, tones = without_tone(word.exact)
    return with_tone(bare, _SAME_TONE[tones]) if tones in _SAME_TONE else None


def sound_look_alikes(word: Word) -> tuple[Word, ...]:
    """Syllables that begin otherwise and sound the same somewhere: "xầu" for "sầu"."""
    return tuple(dict.fromkeys(_alike(word)))


def _alike(word: Word) -> Iterator[Word]:
    for initial, others in _SAME_INITIAL:
        if word.exact.startswith(initial) and not word.exact.startswith(_NO_INITIAL):
            for other in others:
                [changed] = analyse(other + word.exact.removeprefix(initial))
                if is_plain_syllable(changed.folded):
                    yield changed
            return
