"""What the cells of one row would change, and what is wrong with them, by the rules of the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.sheets.problems import CellRefused, SheetProblem, cut
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules.price_steps import PriceStep, checked_steps
from marketplace.spreadsheets.rules.columns import BY_NAME, ListingColumn, Value, Values, shown

RowCells = Mapping[str, str | CellRefused]
TERM = "term."  # what a rule of the form refuses begins with this
# Where a contradiction between several terms is said.
_COLUMN_OF = {"season_half": "season_to", "quantities_crossed": "max_quantity"}


@dataclass(frozen=True, slots=True)
class ListedValues:
    """What a listing says now; all None where it is new."""

    values: Values = field(default_factory=dict)
    steps: Sequence[PriceStep] = ()


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """Values that would be different, or why they cannot be."""

    changes: dict[str, Value]
    problems: tuple[SheetProblem, ...]


def check_row(row: int, cells: RowCells, standing: ListedValues, today: date) -> CheckedRow:
    """RowCells by the name of their column; a column that is not there changes nothing."""
    changes: dict[str, Value] = {}
    problems: list[SheetProblem] = []
    for name, cell in cells.items():
        if name not in BY_NAME or _text(cell) == shown(standing.values.get(name)):
            continue
        try:
            value = _value(BY_NAME[name], cell, today)
        except (TermRefused, CellRefused) as no:
            problems.append(problem_of(row, name, _text(cell), no))
            continue
        if name not in standing.values or value != standing.values[name]:
            changes[name] = value
    if not problems:
        problems += _contradictions(row, changes, standing)
    return CheckedRow(changes, tuple(problems))


def problem_of(row: int, column: str, text: str, no: TermRefused | CellRefused) -> SheetProblem:
    """A refusal by its place."""
    if isinstance(no, CellRefused):
        return SheetProblem(row, column, cut(text), no.rule, no.facts)
    facts = {name: value for name, value in no.facts.items() if name != "reason"}
    return SheetProblem(row, column, cut(text), TERM + no.reason, facts)


def _value(column: ListingColumn, cell: str | CellRefused, today: date) -> Value:
    if isinstance(cell, CellRefused):
        raise cell
    return column.value_of(cell, today)


def _text(cell: str | CellRefused) -> str:
    return cell if isinstance(cell, str) else cell.value


def _contradictions(row: int, changes: Values, standing: ListedValues) -> Iterator[SheetProblem]:
    if not changes:
        return
    after = {**standing.values, **changes}
    try:
        _check_terms(after, standing.steps)
    except TermRefused as no:
        column = _COLUMN_OF.get(no.reason, "price_dong")
        yield problem_of(row, column, shown(after.get(column)), no)


def _check_terms(after: Values, steps: Sequence[PriceStep]) -> None:
    if (after.get("season_from") is None) != (after.get("season_to") is None):
        raise TermRefused("season_half")
    least, most = after.get("min_quantity") or 1, after.get("max_quantity")
    if isinstance(least, int) and isinstance(most, int) and most < least:
        raise TermRefused("quantities_crossed")
    price = after.get("price_dong")
    checked_steps(steps, price if isinstance(price, int) else None)
