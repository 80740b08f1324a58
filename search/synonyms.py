"""Other words for the same goods: regional, trade and English names, abbreviated legal forms."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.analysis import Word, analyse

_FILE = Path(__file__).parent / "data" / "synonyms.csv"

Phrase = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Phrase to other phrases, by exact spelling; by plain letters for words without accents."""

    exact: Mapping[tuple[str, ...], tuple[Phrase, ...]]
    folded: Mapping[tuple[str, ...], tuple[Phrase, ...]]
    longest: int

    def others(self, typed: Sequence[Word]) -> tuple[Phrase, ...]:
        """The phrases that mean the same as all of these words together."""
        found = self.exact.get(tuple(w.exact for w in typed))
        if found is None and all(w.is_plain for w in typed):
            found = self.folded.get(tuple(w.folded for w in typed))
        return found or ()


@cache
def thesaurus() -> Thesaurus:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return thesaurus_of(csv.DictReader(lines))


def thesaurus_of(rows: Iterable[Mapping[str, str]]) -> Thesaurus:
    """Build from rows of terms and direction; "one" leads from the first term only."""
    exact: dict[tuple[str, ...], dict[Phrase, None]] = {}
    folded: dict[tuple[str, ...], dict[Phrase, None]] = {}
    for row in rows:
        group = [analyse(term) for term in row["terms"].split("|")]
        sources = group if row["direction"] == "both" else group[:1]
        for source in sources:
            others = dict.fromkeys(phrase for phrase in group if phrase != source)
            exact.setdefault(tuple(w.exact for w in source), {}).update(others)
            folded.setdefault(tuple(w.folded for w in source), {}).update(others)
    return Thesaurus(
        exact={key: tuple(others) for key, others in exact.items()},
        folded={key: tuple(others) for key, others in folded.items()},
        longest=max(map(len, exact), default=0),
    )
