"""Schema of a file: names and parsers of its columns, and reading a file by them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from core.sheets.cells import SheetRow
from core.sheets.limits import LIMITS, Limits
from core.sheets.problems import CellRefused, SheetProblem, of_file, problem
from core.sheets.rows import rows_of

T = TypeVar("T")


@dataclass(frozen=True)
class Column:
    """A column: what reads its cells, and whether a file may do without it."""

    name: str
    parse: Callable[[str], object]
    optional: bool = False


@dataclass(frozen=True)
class Schema(Generic[T]):
    """Columns in any order, and what a row of them makes.

    `build` gets the parsed value of every column the file has. It may refuse the row as a whole by
    raising CellRefused, naming the column in the fact `column`.
    """

    columns: Sequence[Column]
    build: Callable[[Mapping[str, object]], T]


class ParsedRow(NamedTuple, Generic[T]):
    """What one row made, and its number in the file."""

    row: int
    value: T


def header_of(path: Path, limits: Limits = LIMITS) -> SheetRow | SheetProblem:
    """The first row that is not empty."""
    return next(rows_of(path, limits), of_file("empty_file"))


def read(
    path: Path, schema: Schema[T], limits: Limits = LIMITS
) -> Iterator[ParsedRow[T] | SheetProblem]:
    """Every row of the file as an entry, or what is wrong with it."""
    rows = rows_of(path, limits)
    header = next(rows, of_file("empty_file"))
    if isinstance(header, SheetProblem):
        yield header
        return
    wrong = list(header_problems(header, schema))
    if wrong:
        yield from wrong
        return
    by_name = {column.name: column for column in schema.columns}
    columns = [by_name[name] for name in _names(header)]
    for row in rows:
        if isinstance(row, SheetProblem):
            yield row
        else:
            yield from _entry(row, columns, schema.build)


def header_problems(header: SheetRow, schema: Schema[T]) -> Iterator[SheetProblem]:
    """Columns that are missing, unknown or there twice."""
    names = _names(header)
    known = [column.name for column in schema.columns]
    for place, name in enumerate(names):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            facts = {"near": near[0]} if near else {}
            yield SheetProblem(header.number, name, name, "unknown_column", facts)
        elif name in names[:place]:
            yield SheetProblem(header.number, name, name, "duplicate_column")
    for column in schema.columns:
        if not column.optional and column.name not in names:
            yield SheetProblem(header.number, column.name, "", "missing_column")


def _names(header: SheetRow) -> list[str]:
    names = [cell.casefold() if isinstance(cell, str) else "?" for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    return names


def _entry(
    row: SheetRow, columns: Sequence[Column], build: Callable[[Mapping[str, object]], T]
) -> Iterator[ParsedRow[T] | SheetProblem]:
    if len(row.cells) < len(columns) or any(row.cells[len(columns) :]):
        facts = {"cells": len(row.cells), "columns": len(columns)}
        yield SheetProblem(row.number, "", "", "uneven_row", facts)
        return
    values: dict[str, object] = {}
    wrong = False
    for column, cell in zip(columns, row.cells, strict=False):
        try:
            values[column.name] = column.parse(_readable(cell))
        except CellRefused as refused:
            wrong = True
            shown = cell if isinstance(cell, str) else cell.value
            yield problem(row.number, column.name, shown, refused)
    if wrong:
        return
    try:
        yield ParsedRow(row.number, build(values))
    except CellRefused as refused:
        named = str(refused.facts.get("column", ""))
        cells = {c.name: str(cell) for c, cell in zip(columns, row.cells, strict=False)}
        yield problem(row.number, named, cells.get(named, ""), refused)


def _readable(cell: str | CellRefused) -> str:
    if isinstance(cell, CellRefused):
        raise cell
    return cell
