"""Collation key: the order of the Vietnamese alphabet, as a text that sorts right byte by byte."""

import unicodedata
from functools import lru_cache

from search.language.analysis import normalise
from search.language.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, without_tone

# One sign for each letter, in the order of the alphabet, above the digits and below other scripts.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST = ord("A")
_SIGNS = {ord(letter): _FIRST + place for place, letter in enumerate(_ALPHABET)}
# Signs that these letters took go behind all others.
_SIGNS |= {sign: 0xE000 + sign for sign in map(ord, "[\\]^_`")}
_TONE = {GRAVE: "1", HOOK: "2", TILDE: "3", ACUTE: "4", DOT: "5"}
_BETWEEN = " "  # sorts before everything else, so that shorter words come first

# Codes of signs in a number: those up to the digits have one each, so do the letters; the few signs
# between share one, and so does everything behind.
_LOW, _SHARED_MIDDLE = ord(_BETWEEN) - 1, ord("9") + 1
_MIDDLE = _SHARED_MIDDLE - _LOW
_BEHIND = _MIDDLE + len(_ALPHABET) + 1
_SHARED = {0, _MIDDLE, _BEHIND}  # 0 by control characters, and by what is not there
_SIGNS_IN_A_NUMBER = 10  # 62 codes each, below 2 ** 63 together


def sort_key(text: str) -> str:
    """Letters decide first (a ă â b c d đ …), tones only between names of the same letters."""
    words = normalise(text).split()
    letters = _BETWEEN.join(_letters(word) for word in words)
    tones = _BETWEEN.join(_tones(word) for word in words)
    return letters + _BETWEEN * 2 + tones


def leading_numbers(key: str, count: int) -> tuple[int, ...]:
    """The beginning of a key as numbers that never contradict its order; they may be equal.

    A sign that shares its code with others ends them: what follows it must decide nothing.
    """
    codes: list[int] = []
    for sign in key[: count * _SIGNS_IN_A_NUMBER]:
        codes.append(_code(ord(sign)))
        if codes[-1] in _SHARED:
            break
    codes += [0] * (count * _SIGNS_IN_A_NUMBER - len(codes))
    return tuple(
        _number(codes[at : at + _SIGNS_IN_A_NUMBER])
        for at in range(0, len(codes), _SIGNS_IN_A_NUMBER)
    )


def _code(sign: int) -> int:
    if sign < _SHARED_MIDDLE:
        return max(0, sign - _LOW)
    if sign < _FIRST:
        return _MIDDLE
    return min(sign - _FIRST + _MIDDLE + 1, _BEHIND)


def _number(codes: list[int]) -> int:
    number = 0
    for code in codes:
        number = number * (_BEHIND + 1) + code
    return number


@lru_cache(maxsize=20_000)
def _letters(word: str) -> str:
    """LRU cache: 0.06 µs instead of 1.5."""
    bare, _ = without_tone(word)
    return bare.translate(_SIGNS)


@lru_cache(maxsize=20_000)
def _tones(word: str) -> str:
    """LRU cache: 0.05 µs instead of 0.75."""
    return "".join(_TONE.get(c, "") for c in unicodedata.normalize("NFD", word)) or "0"
