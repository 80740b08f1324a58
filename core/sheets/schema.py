"""What a file's columns are called and mean, and reading a file by that."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from core.sheets.cells import Row
from core.sheets.limits import LIMITS, Limits
from core.sheets.problems import CellRefused, Problem, of_file, problem
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


class Entry(NamedTuple, Generic[T]):
    """What one row made, and its number in the file."""

    row: int
    value: T


def header_of(path: Path, limits: Limits = LIMITS) -> Row | Problem:
    """The first row that is not empty."""
    return next(rows_of(path, limits), of_file("empty_file"))


def read(path: Path, schema: Schema[T], limits: Limits = LIMITS) -> Iterator[Entry[T] | Problem]:
    """Every row of the file as an entry, or what is wrong with it."""
    rows = rows_of(path, limits)
    header = next(rows, of_file("empty_file"))
    if isinstance(header, Problem):
        yield header
        return
    wrong = list(header_problems(header, schema))
    if wrong:
        yield from wrong
        return
    by_name = {column.name: column for column in schema.columns}
    columns = [by_name[name] for name in _names(header)]
    for row in rows:
        if isinstance(row, Problem):
            yield row
        else:
            yield from _entry(row, columns, schema.build)


def header_problems(header: Row, schema: Schema[T]) -> Iterator[Problem]:
    """Columns that are missing, unknown or there twice."""
    names = _names(header)
    known = [column.name for column in schema.columns]
    for place, name in enumerate(names):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            facts = {"near": near[0]} if near else {}
            yield Problem(header.number, name, name, "unknown_column", facts)
        elif name in names[:place]:
            yield Problem(header.number, name, name, "duplicate_column")
    for column in schema.columns:
        if not column.optional and column.name not in names:
            yield Problem(header.number, column.name, "", "missing_column")


def _names(header: Row) -> list[str]:
    names = [cell.casefold() if isinstance(cell, str) else "?" for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    return names


def _entry(
    row: Row, columns: Sequence[Column], build: Callable[[Mapping[str, object]], T]
) -> Iterator[Entry[T] | Problem]:
    if len(row.cells) < len(columns) or any(row.cells[len(columns) :]):
        facts = {"cells": len(row.cells), "columns": len(columns)}
        yield Problem(row.number, "", "", "uneven_row", facts)
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
        yield Entry(row.number, build(values))
    except CellRefused as refused:
        named = str(refused.facts.get("column", ""))
        cells = {c.name: str(cell) for c, cell in zip(columns, row.cells, strict=False)}
        yield problem(row.number, named, cells.get(named, ""), refused)


def _readable(cell: str | CellRefused) -> str:
    if isinstance(cell, CellRefused):
        raise cell
    return cell
