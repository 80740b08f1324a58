"""Relevance judgements: what people type, and every product that answers it.

`judged.csv` was written from the names of the catalogue and from what people complain about in
other shops, before any weight was touched. Its column `relevant` is a predicate that a person can
read and check against `data/ocop_products.csv`: clauses joined by "&", each a field, a colon and
words, "|" between alternatives, "-" before a clause that must not hold.

    name:hạt sen & -name:bột      the words stand in the name, next to each other, accents and all
    head:na & place:lạng sơn      the name begins with them; the printed place or today's has them
    any:phú quốc                  name, producer or place;  `producer` and `set` (its number) exist

Judged by name and attributes alone, never by what an engine finds. Weights and words may be tuned
on the half that is called "tuning"; the half "held out" only tells whether that was honest.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "judged.csv"
DEPTH = 10  # of a page people look at

# The older way of placing a tone, as half of the sources write.
_OLD_TONES = {
    old + tone: old[0] + tone + old[1]
    for old in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_OLD_TONE = re.compile("(" + "|".join(_OLD_TONES) + r")(?!\w)")


@dataclass(frozen=True)
class JudgedProduct:
    """What a product says of itself, as far as a judgement looks."""

    id: int
    name: str
    producer: str
    place: str
    product_set: str


@dataclass(frozen=True)
class JudgedQuery:
    category: str
    text: str
    is_held_out: bool
    relevant: str

    def relevant_among(self, products: Sequence[JudgedProduct]) -> frozenset[int]:
        """The products that answer the text."""
        clauses = self.relevant.split(" & ")
        return frozenset(
            product.id for product in products if all(_holds(c, product) for c in clauses)
        )


def judged_queries() -> Iterator[JudgedQuery]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield JudgedQuery(
                row["category"], row["query"], row["half"] == "held out", row["relevant"]
            )


def r_precision(ids: Sequence[int], relevant: frozenset[int]) -> float:
    """The share of relevant ones in as many first places as there are relevant ones, at most ten.

    Raises ZeroDivisionError where nothing is relevant: such a query judges nothing.
    """
    places = min(len(relevant), DEPTH)
    return len(relevant.intersection(ids[:places])) / places


def _holds(clause: str, product: JudgedProduct) -> bool:
    field, pattern = _condition(clause.removeprefix("-"))
    is_there = pattern.search(_fields(product)[field]) is not None
    return is_there is not clause.startswith("-")


@cache
def _condition(clause: str) -> tuple[str, re.Pattern[str]]:
    field, _, words = clause.partition(":")
    start = "^" if field == "head" else r"(?<![\w])"
    alternatives = "|".join(map(re.escape, map(_plain, words.split("|"))))
    return field, re.compile(rf"{start}(?:{alternatives})(?![\w])")


@cache
def _fields(product: JudgedProduct) -> dict[str, str]:
    """Kept for all queries, as their patterns are: judging takes 0.4 s of CPU, not 4.1."""
    texts = {
        "name": _plain(product.name),
        "producer": _plain(product.producer),
        "place": _plain(product.place),
        "set": product.product_set,
    }
    return texts | {
        "head": texts["name"],
        "any": f"{texts['name']} · {texts['producer']} · {texts['place']}",
    }


def _plain(text: str) -> str:
    """Small letters, one kind of apostrophe, tones where the newer spelling puts them."""
    parts = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    placed = _OLD_TONE.sub(lambda match: _OLD_TONES[match[1]], parts)
    return unicodedata.normalize("NFC", placed)
