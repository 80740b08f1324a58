"""Thesaurus: regional, trade and English names of the same goods, abbreviated legal forms."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.language.analysis import Word, analyse
from search.language.english import plural

_FILE = Path(__file__).parent / "data" / "synonyms.csv"

WordSequence = tuple[Word, ...]
Spelling = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Phrase to other phrases, by exact spelling; by plain letters where accents are missing."""

    exact: Mapping[Spelling, tuple[WordSequence, ...]]
    folded: Mapping[Spelling, tuple[WordSequence, ...]]  # to the phrases spelled so
    letters: frozenset[Spelling]  # of every phrase, those that are only led to as well
    places: frozenset[WordSequence]
    short: Mapping[Spelling, WordSequence]  # legal forms and the like, to their abbreviation
    longest: int

    def others(self, typed: Sequence[Word]) -> tuple[WordSequence, ...]:
        """The phrases that mean the same as all of these words together."""
        others = self.exact.get(_spelled(typed))
        if others is not None or not any(word.is_plain for word in typed):
            return others or ()
        meant = self.folded.get(tuple(word.folded for word in typed), ())
        agreeing = (phrase for phrase in meant if agree(typed, phrase))
        return tuple(dict.fromkeys(o for phrase in agreeing for o in self.exact[_spelled(phrase)]))

    def abbreviated(self, words: WordSequence) -> WordSequence:
        """A firm's name with its legal form in short: spelled out it would match half the texts."""
        short: list[Word] = []
        at = 0
        while at < len(words):
            for size in range(min(self.longest, len(words) - at), 0, -1):
                abbreviation = self.short.get(_spelled(words[at : at + size]))
                if abbreviation or size == 1:
                    short += abbreviation or words[at : at + 1]
                    at += size
                    break
        return tuple(short)


@cache
def thesaurus() -> Thesaurus:
    """Read once, in 8 ms."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return thesaurus_of(csv.DictReader(lines))


def thesaurus_of(rows: Iterable[Mapping[str, str]]) -> Thesaurus:
    """Build from rows of terms and direction; "one" leads from the first term only."""
    exact: dict[Spelling, dict[WordSequence, None]] = {}
    folded: dict[Spelling, dict[WordSequence, None]] = {}  # a dict keeps the order of the file
    letters: set[Spelling] = set()
    places: set[WordSequence] = set()
    short: dict[Spelling, WordSequence] = {}
    for row in rows:
        group = [analyse(term) for term in row["terms"].split("|")]
        letters.update(tuple(word.folded for word in phrase) for phrase in group)
        for source in _sources(row, group):
            others = dict.fromkeys(phrase for phrase in group if phrase != source)
            exact.setdefault(_spelled(source), {}).update(others)
            folded.setdefault(tuple(w.folded for w in source), {})[source] = None
        if row.get("kind") == "place":
            places.update(group)
        if row.get("kind") == "abbreviation":
            short.update((_spelled(phrase), min(group, key=len)) for phrase in group)
    return Thesaurus(
        exact={key: tuple(others) for key, others in exact.items()},
        folded={key: tuple(phrases) for key, phrases in folded.items()},
        letters=frozenset(letters),
        places=frozenset(places),
        short=short,
        longest=max(map(len, exact), default=0),
    )


def _sources(row: Mapping[str, str], group: Sequence[WordSequence]) -> Iterator[WordSequence]:
    """What leads to the others; of an English noun its plural, too."""
    yield from group if row["direction"] == "both" else group[:1]
    if row.get("kind") == "english":
        *before, noun = group[0]
        yield (*before, *analyse(plural(noun.exact)))


def agree(typed: Sequence[Word], phrase: WordSequence) -> bool:
    """Of equal letters: whether every accent that was typed is that of the phrase."""
    return all(t.is_plain or t.exact == p.exact for t, p in zip(typed, phrase, strict=True))


def _spelled(phrase: Sequence[Word]) -> Spelling:
    return tuple(word.exact for word in phrase)
