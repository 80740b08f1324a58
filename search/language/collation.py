"""Collation key: the order of the Vietnamese alphabet, as a text that sorts right byte by byte."""

import unicodedata
from functools import lru_cache

from search.language.analysis import normalise
from search.language.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, without_tone

_VARIANT = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
_TONE = {GRAVE: "1", HOOK: "2", TILDE: "3", ACUTE: "4", DOT: "5"}
_BETWEEN = "!"  # sorts before every letter and digit, so that shorter words come first


def sort_key(text: str) -> str:
    """Letters decide first (a ă â b c d đ …), tones only between names of the same letters."""
    words = normalise(text).split()
    letters = _BETWEEN.join(_letters(word) for word in words)
    tones = _BETWEEN.join(_tones(word) for word in words)
    return letters + _BETWEEN * 2 + tones


@lru_cache(maxsize=20_000)
def _letters(word: str) -> str:
    bare, _ = without_tone(word)
    return "".join(_VARIANT.get(letter, letter + "0") for letter in bare)


@lru_cache(maxsize=20_000)
def _tones(word: str) -> str:
    return "".join(_TONE.get(c, "") for c in unicodedata.normalize("NFD", word)) or "0"
