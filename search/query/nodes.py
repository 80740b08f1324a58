"""Query tree: what an index is asked, in nodes that every engine can translate.

Tuples, as a search makes a hundred of them, and frozen dataclasses take three times as long.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Term(NamedTuple):
    field: str
    word: str


class Prefix(NamedTuple):
    field: str
    start: str


class Fuzzy(NamedTuple):
    """Words at most so many edits away; the first letter counts like any other."""

    field: str
    word: str
    edits: int


class Phrase(NamedTuple):
    field: str
    words: tuple[str, ...]


class Terms(NamedTuple):
    field: str
    values: tuple[str, ...]


class Range(NamedTuple):
    """Numbers from low to high, both included; None is open."""

    field: str
    low: int | None
    high: int | None


class Not(NamedTuple):
    node: "Node"


class ConstantScore(NamedTuple):
    """Matches like its node and scores exactly so much, whatever the index holds."""

    node: "Node"
    score: float


class DisMax(NamedTuple):
    """Matches when one does; scores like the best one."""

    nodes: tuple["Node", ...]


class All(NamedTuple):
    """Matches when all do; the scores add up."""

    nodes: tuple["Node", ...]


class AtLeast(NamedTuple):
    """Matches when at least so many do; the scores of those add up."""

    nodes: tuple["Node", ...]
    minimum: int


class Boosted(NamedTuple):
    """Matches like its node; boosts that apply add to the score, none is required."""

    node: "Node"
    boosts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Matches every document."""


Node = (
    MatchAll
    | Term
    | Prefix
    | Fuzzy
    | Phrase
    | Terms
    | Range
    | Not
    | ConstantScore
    | DisMax
    | All
    | AtLeast
    | Boosted
)
