"""What is asked of an index, as a small tree that every engine can translate.

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


class Near(NamedTuple):
    """Words at most so many edits away; the first letter counts like any other."""

    field: str
    word: str
    edits: int


class Phrase(NamedTuple):
    field: str
    words: tuple[str, ...]


class OneOf(NamedTuple):
    field: str
    values: tuple[str, ...]


class Between(NamedTuple):
    """Numbers from low to high, both included; None is open."""

    field: str
    low: int | None
    high: int | None


class Not(NamedTuple):
    node: "Node"


class Worth(NamedTuple):
    """Matches like its node and scores exactly so much, whatever the index holds."""

    node: "Node"
    score: float


class Best(NamedTuple):
    """Matches when one does; scores like the best one."""

    nodes: tuple["Node", ...]


class All(NamedTuple):
    """Matches when all do; the scores add up."""

    nodes: tuple["Node", ...]


class Some(NamedTuple):
    """Matches when at least so many do; the scores of those add up."""

    nodes: tuple["Node", ...]
    minimum: int


class Lifted(NamedTuple):
    """Matches like its node; every lift that applies is added to the score and none is required."""

    node: "Node"
    lifts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document."""


Node = (
    Everything
    | Term
    | Prefix
    | Near
    | Phrase
    | OneOf
    | Between
    | Not
    | Worth
    | Best
    | All
    | Some
    | Lifted
)
