"""Schema of a file: names and parsers of its columns, and reading a file by them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from core.sheets.cells import SheetRow
from core.sheets.columns import Column, Header
from core.sheets.limits import LIMITS, Limits
from core.sheets.problems import CellRefused, SheetNote, SheetProblem, of_file, problem
from core.sheets.rows import rows_of

T = TypeVar("T")


Note = Callable[[SheetNote], None]


@dataclass(frozen=True)
class Schema(Generic[T]):
    """Columns in any order, and what a row of them makes.

    `build` gets the parsed value of every column the file has. It may refuse the row as a whole by
    raising CellRefused, naming the column in the fact `column`.
    """

    columns: Sequence[Column]
    build: Callable[[Mapping[str, object]], T]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


class ParsedRow(NamedTuple, Generic[T]):
    """What one row made, and its number in the file."""

    row: int
    value: T


def header_of(
    path: Path, names: Sequence[str] = (), limits: Limits = LIMITS
) -> SheetRow | SheetProblem:
    """The row that has some of the names; without names the first that is not empty."""
    rows = rows_of(path, names, limits)
    return next((row for row in rows if not isinstance(row, SheetNote)), of_file("empty_file"))


def read(
    path: Path, schema: Schema[T], limits: Limits = LIMITS, note: Note = lambda _: None
) -> Iterator[ParsedRow[T] | SheetProblem]:
    """Every row as an entry, or what is wrong with it; `note` hears what else there is to say."""
    header: Header | None = None
    for row in rows_of(path, schema.names, limits):
        if isinstance(row, SheetNote):
            note(row)
        elif isinstance(row, SheetProblem):
            yield row
        elif header:
            yield from _entry(row, header, schema.build)
        else:
            header = Header(row, schema.columns)
            if wrong := list(header.problems()):
                yield from wrong
                return


def _entry(
    row: SheetRow, header: Header, build: Callable[[Mapping[str, object]], T]
) -> Iterator[ParsedRow[T] | SheetProblem]:
    if wrong := header.row_problem(row):
        yield wrong
        return
    values: dict[str, object] = {}
    problems: list[SheetProblem] = []
    for column, cell in header.cells(row):
        try:
            values[column.name] = column.parse(_readable(cell))
        except CellRefused as refused:
            shown = cell if isinstance(cell, str) else cell.value
            problems.append(problem(row.number, column.name, shown, refused))
    if problems:
        yield from problems
        return
    try:
        yield ParsedRow(row.number, build(values))
    except CellRefused as refused:
        named = str(refused.facts.get("column", ""))
        cells = {column.name: str(cell) for column, cell in header.cells(row)}
        yield problem(row.number, named, cells.get(named, ""), refused)


def _readable(cell: str | CellRefused) -> str:
    if isinstance(cell, CellRefused):
        raise cell
    return cell
