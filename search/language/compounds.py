"""Compounds: what is written as one word here and as several there ("R'lấp", "Rlấp", "P.T").

A text is indexed with both forms where its parts are no Vietnamese syllables. Syllables written
together ("miendong") are told apart when they are typed, so that only foreign words, initials and
numbers add words to an index.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise

from search.language.analysis import Word, analyse
from search.language.syllable import is_plain_syllable, is_syllable, without_tone
from search.language.synonyms import thesaurus

_MOST_PARTS = 3
_MOST_INITIALS = 8  # more single letters in a row abbreviate nothing
_LONGEST = 21  # three of the longest syllables
_MOST_CUTS = 8  # ways to tell one word apart


def is_foreign(word: Word) -> bool:
    """Whether it cannot be a Vietnamese word: an initial, a number, a part of a foreign name."""
    return len(word.exact) == 1 or not is_plain_syllable(word.folded)


def joined_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """What neighbours are written together, where one of them is foreign."""
    spans = ((start, end) for start, end in _spans(words) if any(map(is_foreign, words[start:end])))
    return tuple(dict.fromkeys(joined(words[start:end]) for start, end in spans))


def joined_forms(words: Sequence[Word]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where words were typed apart: the words of a document that may stand for them."""
    for start, end in _spans(words):
        yield (start, end), joined(words[start:end]).folded


def joined(words: Sequence[Word]) -> Word:
    return Word("".join(word.exact for word in words), "".join(word.folded for word in words))


def syllables(word: Word) -> tuple[tuple[Word, ...], ...]:
    """The two or three syllables of a word typed without spaces ("caphe"), or the word itself.

    There may be several ways, phrases of the thesaurus first: "matong" is "mat ong" or "ma tong".
    """
    cuts = islice(_cuts(word.exact), _MOST_CUTS)
    return tuple(sorted(cuts, key=_is_no_phrase)) or ((word,),)


def _is_no_phrase(words: Sequence[Word]) -> bool:
    return tuple(word.folded for word in words) not in thesaurus().letters


def _cuts(letters: str) -> Iterator[tuple[Word, ...]]:
    plain = letters.isascii()
    if len(letters) > _LONGEST or _may_stand(letters, plain=plain):
        return
    cuts = range(1, len(letters))
    in_two = ((0, a, len(letters)) for a in cuts)
    in_three = ((0, a, b, len(letters)) for a in cuts for b in cuts if a < b)
    for ends in (*in_two, *in_three):
        parts = [letters[a:b] for a, b in pairwise(ends)]
        if all(len(part) > 1 and _may_stand(part, plain=plain) for part in parts):
            yield tuple(w for part in parts for w in analyse(part))


def _spans(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Neighbours that may be one word: two or three of a kind, or initials in a row."""
    for start in range(len(words)):
        for end in range(start + 2, min(start + _MOST_PARTS, len(words)) + 1):
            if len({word.exact.isdigit() for word in words[start:end]}) == 1:
                yield start, end
    start = 0
    for is_initial, group in groupby(words, key=lambda word: len(word.exact) == 1):
        end = start + len(list(group))
        if is_initial and _MOST_PARTS < end - start <= _MOST_INITIALS:
            yield start, end
        start = end


def _may_stand(letters: str, *, plain: bool) -> bool:
    bare, tones = without_tone(letters)
    return is_plain_syllable(letters) if plain else len(tones) < 2 and is_syllable(bare, tones)  # noqa: PLR2004 (a syllable has one tone)
