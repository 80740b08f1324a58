"""The ladder of readings: how a typed text may be understood, the most literal first.

Vietnamese words are short syllables, so that every loosening (accents set aside, beginnings, one
letter off) brings in many unrelated goods. A looser reading is therefore tried only when the
stricter ones find nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from search import telex
from search.analysis import Word, analyse
from search.engine import Reading
from search.syllable import is_plain_syllable

MOST_WORDS = 12
LONGEST = 200  # letters; nobody means more, and readings may cost the square of a word's length
_LONGEST_JOINED = 21  # three of the longest syllables
LONG_WORD = 5  # a beginning this long hardly ever begins unrelated syllables


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reading of the text: its words, and what counts as a match for a word."""

    reading: Reading
    words: tuple[Word, ...]
    folded: bool = False  # set the typed accents aside
    prefix: bool = False  # the last word may be unfinished
    typos: bool = False
    partial: bool = False  # most words suffice

    @property
    def text(self) -> str:
        return " ".join(word.exact for word in self.words)


def attempts(text: str) -> Iterator[Attempt]:
    """Every reading worth trying, in order; none for a text without words."""
    text = text[:LONGEST]
    words = analyse(text)[:MOST_WORDS]
    if not words:
        return
    yield Attempt(Reading.PLAIN, words, prefix=_is_long(words[-1]))
    if not _is_long(words[-1]):
        yield Attempt(Reading.PLAIN, words, prefix=True)
    if not all(word.is_plain for word in words):
        yield Attempt(Reading.FOLDED, words, folded=True, prefix=True)
    yield from _as_keystrokes(text)
    split = tuple(part for word in words for part in _syllables(word))
    if split != words:
        yield Attempt(Reading.SPLIT, split)
    yield Attempt(Reading.TYPO, words, folded=True, prefix=True, typos=True)
    if len(words) > 1:
        yield Attempt(Reading.PARTIAL, words, folded=True, prefix=True, typos=True, partial=True)


def _is_long(word: Word) -> bool:
    return len(word.exact) >= LONG_WORD


def _as_keystrokes(text: str) -> Iterator[Attempt]:
    decoded = telex.decode(text)
    if decoded is None:
        return
    keyboard, meant = decoded
    words = analyse(meant)[:MOST_WORDS]
    yield Attempt(Reading(keyboard.value), words)
    if not all(word.is_plain for word in words):
        yield Attempt(Reading(keyboard.value), words, folded=True, prefix=True)


def _syllables(word: Word) -> tuple[Word, ...]:
    """The two or three syllables of a word typed without spaces ("caphe"), or the word itself."""
    letters = word.exact
    if len(letters) > _LONGEST_JOINED or not word.is_plain or is_plain_syllable(letters):
        return (word,)
    cuts = range(1, len(letters))
    in_two = ((0, a, len(letters)) for a in cuts)
    in_three = ((0, a, b, len(letters)) for a in cuts for b in cuts if a < b)
    for ends in (*in_two, *in_three):
        parts = [letters[a:b] for a, b in pairwise(ends)]
        if all(len(part) > 1 and is_plain_syllable(part) for part in parts):
            return tuple(w for part in parts for w in analyse(part))
    return (word,)
