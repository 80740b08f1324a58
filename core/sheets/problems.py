"""Validation errors of a file: row, column, value and the rule that is broken.

A rule is a code with facts. Its sentence and the remedy are worded at the edge (core.sheets.wording
has those of this package).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

SHOWN = 200
VALUE_SHOWN = 80


class CellRefused(ValueError):
    """A value breaks a rule. Raised by the parsers of columns and caught by the reader."""

    def __init__(self, rule: str, *, value: str = "", **facts: object) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.value = value  # what stands in a cell that could not be read
        self.facts = facts


@dataclass(frozen=True)
class SheetProblem:
    """One refusal. `row` counts as spreadsheets do (the header is row 1), 0 is the whole file."""

    row: int
    column: str
    value: str
    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


def problem(row: int, column: str, value: str, refused: CellRefused) -> SheetProblem:
    """The refusal of one cell, its value cut to what a line of a report can hold."""
    shown = value if len(value) <= VALUE_SHOWN else value[: VALUE_SHOWN - 1] + "…"
    return SheetProblem(row, column, shown, refused.rule, refused.facts)


def of_file(rule: str, **facts: object) -> SheetProblem:
    """A refusal of the whole file."""
    return SheetProblem(0, "", "", rule, facts)


@dataclass
class ProblemReport:
    """The first problems in full, all of them as counts by rule."""

    shown: list[SheetProblem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, problem: SheetProblem) -> None:
        self.counts[problem.rule] += 1
        if len(self.shown) < SHOWN:
            self.shown.append(problem)

    @property
    def total(self) -> int:
        return self.counts.total()

    def __bool__(self) -> bool:
        return bool(self.counts)
