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
    """Phrase to other phrases, by exact spelling; by plain letters for words without accents."""

    exact: Mapping[Spelling, tuple[WordSequence, ...]]
    folded: Mapping[Spelling, tuple[WordSequence, ...]]
    places: frozenset[WordSequence]
    short: Mapping[Spelling, WordSequence]  # legal forms and the like, to their abbreviation
    longest: int

    def others(self, typed: Sequence[Word]) -> tuple[WordSequence, ...]:
        """The phrases that mean the same as all of these words together."""
        others = self.exact.get(tuple(w.exact for w in typed))
        if others is None and all(w.is_plain for w in typed):
            others = self.folded.get(tuple(w.folded for w in typed))
        return others or ()

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
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return thesaurus_of(csv.DictReader(lines))


def thesaurus_of(rows: Iterable[Mapping[str, str]]) -> Thesaurus:
    """Build from rows of terms and direction; "one" leads from the first term only."""
    exact: dict[Spelling, dict[WordSequence, None]] = {}
    folded: dict[Spelling, dict[WordSequence, None]] = {}
    places: set[WordSequence] = set()
    short: dict[Spelling, WordSequence] = {}
    for row in rows:
        group = [analyse(term) for term in row["terms"].split("|")]
        for source in _sources(row, group):
            others = dict.fromkeys(phrase for phrase in group if phrase != source)
            exact.setdefault(_spelled(source), {}).update(others)
            folded.setdefault(tuple(w.folded for w in source), {}).update(others)
        if row.get("kind") == "place":
            places.update(group)
        if row.get("kind") == "abbreviation":
            short.update((_spelled(phrase), min(group, key=len)) for phrase in group)
    return Thesaurus(
        exact={key: tuple(others) for key, others in exact.items()},
        folded={key: tuple(others) for key, others in folded.items()},
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


def _spelled(phrase: WordSequence) -> Spelling:
    return tuple(word.exact for word in phrase)
