"""Validation errors of a file: row, column, value and the rule that is broken.

A rule is a code with facts. Its sentence and the remedy are worded at the edge (core.sheets.wording
has those of this package).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

SHOWN = 200
ROWS_SHOWN = 10
VALUE_SHOWN = 80
# One cause spoils every cell of a column: the first value is example enough.
SPOILING = frozenset(
    {
        "damaged_letters", "misread_letters", "question_marks", "escaped_letters", "stray_mark",
        "formula_cell", "number_in_text", "day_in_text", "shown_differs", "format_unread",
        "time_cell",
        "number_shortened", "number_too_long", "struck_out", "uneven_row",
        "unnamed_column", "header_repeated", "row_incomplete",
    }
)  # fmt: skip


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

    @property
    def cause(self) -> tuple[object, ...]:
        """Equal for problems that one remedy mends."""
        if self.rule in SPOILING:
            return self.column, self.rule, *map(self.facts.get, ("encoding", "empty", "format"))
        return self.column, self.rule, self.value, repr(self.facts)


@dataclass(frozen=True)
class SheetNote:
    """What a report says besides refusals: what of the file was not read, or not understood."""

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


def problem(row: int, column: str, value: str, refused: CellRefused) -> SheetProblem:
    """The refusal of one cell, its value cut to what a line of a report can hold."""
    return SheetProblem(row, column, cut(value), refused.rule, refused.facts)


def cut(value: str) -> str:
    """The value, cut to what a line of a report can hold."""
    return value if len(value) <= VALUE_SHOWN else value[: VALUE_SHOWN - 1] + "…"


def of_file(rule: str, **facts: object) -> SheetProblem:
    """A refusal of the whole file."""
    return SheetProblem(0, "", "", rule, facts)


@dataclass
class ProblemGroup:
    """Problems of one cause: the first of them, the first rows, and how many there are."""

    problem: SheetProblem
    rows: list[int] = field(default_factory=list)
    number: int = 0

    def add(self, row: int) -> None:
        self.number += 1
        if row and len(self.rows) < ROWS_SHOWN:
            self.rows.append(row)


@dataclass
class ProblemReport:
    """The first problems, grouped by cause; all of them as counts by rule; and the notes."""

    groups: dict[tuple[object, ...], ProblemGroup] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[SheetNote] = field(default_factory=list)

    def add(self, problem: SheetProblem) -> None:
        self.counts[problem.rule] += 1
        group = self.groups.get(problem.cause)
        if group is None and len(self.groups) < SHOWN:
            group = self.groups.setdefault(problem.cause, ProblemGroup(problem))
        if group:
            group.add(problem.row)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def hidden(self) -> int:
        """How many problems belong to no group that is shown."""
        return self.total - sum(group.number for group in self.groups.values())

    def __bool__(self) -> bool:
        return bool(self.counts)
