"""What is asked of an index, as a small tree that every engine can translate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    field: str
    word: str


@dataclass(frozen=True, slots=True)
class Prefix:
    field: str
    start: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words at most so many edits away; the first letter counts like any other."""

    field: str
    word: str
    edits: int


@dataclass(frozen=True, slots=True)
class Phrase:
    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Numbers from low to high, both included; None is open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class Worth:
    """Matches like its node and scores exactly so much, whatever the index holds."""

    node: "Node"
    score: float


@dataclass(frozen=True, slots=True)
class Best:
    """Matches when one does; scores like the best one."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class All:
    """Matches when all do; the scores add up."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Matches when at least so many do; the scores of those add up."""

    nodes: tuple["Node", ...]
    minimum: int


@dataclass(frozen=True, slots=True)
class Lifted:
    """Matches like its node; every lift that applies is added to the score and none is required."""

    node: "Node"
    lifts: tuple["Node", ...]


Node = Term | Prefix | Near | Phrase | OneOf | Between | Not | Worth | Best | All | Some | Lifted
