"""Columns of a table: what its header and its rows get wrong before any cell is parsed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from core.sheets.cells import SheetRow
from core.sheets.headings import header_place, heading, nearest
from core.sheets.problems import CellRefused, SheetProblem, cut

_FEW = 3  # missing columns that are named in a line each


@dataclass(frozen=True)
class Column:
    """A column: what reads its cells, and whether a file may do without it."""

    name: str
    parse: Callable[[str], object]
    optional: bool = False

    @cached_property
    def is_required(self) -> bool:
        """Whether no cell of it may be empty."""
        try:
            self.parse("")
        except CellRefused:
            return True
        return False


class Header:
    """The header of a file: which column stands where, and what is wrong with it."""

    def __init__(self, row: SheetRow, columns: Sequence[Column]) -> None:
        self.row = row
        self.names = [heading(cell) for cell in row.cells]
        self._known = {column.name: column for column in columns}
        self.columns = [self._known.get(name) for name in self.names]

    def problems(self) -> Iterator[SheetProblem]:
        """One for each column that is unknown, missing or there twice; one if none is ours."""
        number = self.row.number
        if header_place([self.row], self._known) is None:
            yield self._is_no_header()
            return
        suggested = set()
        for place, name in enumerate(self.names):
            if name and name not in self._known:
                near = nearest(name, tuple(self._known))
                near = None if near in self.names else near
                suggested.add(near)
                rule, facts = (
                    ("resembling_column", {"near": near}) if near else ("unknown_column", {})
                )
                yield SheetProblem(number, cut(name), cut(name), rule, facts)
            elif name and name in self.names[:place]:
                yield SheetProblem(number, name, name, "duplicate_column")
        yield from self._missing(suggested)

    def row_problem(self, row: SheetRow) -> SheetProblem | None:
        """What is wrong with a row as a whole, so that its cells need not be looked at."""
        surplus = [cell for cell in row.cells[len(self.columns) :] if cell]
        if surplus:
            facts = {"cells": len(row.cells), "columns": len(self.columns)}
            return SheetProblem(row.number, "", _text(surplus[0]), "uneven_row", facts)
        for place, (name, cell) in enumerate(zip(self.names, row.cells, strict=False)):
            if cell and not name:
                return SheetProblem(row.number, letter(place), _text(cell), "unnamed_column")
        if [heading(cell) for cell in row.cells] == self.names[: len(row.cells)]:
            return SheetProblem(row.number, "", _text(row.cells[0]), "header_repeated")
        empty = [c.name for c, cell in self.cells(row) if c.is_required and not cell]
        if len(empty) > 1:
            first = next(_text(cell) for cell in row.cells if cell)
            return SheetProblem(
                row.number, "", first, "row_incomplete", {"empty": ", ".join(empty)}
            )
        return None

    def cells(self, row: SheetRow) -> Iterator[tuple[Column, str | CellRefused]]:
        """Each column with its cell; cells that a short row leaves out are empty."""
        cells = row.cells + [""] * (len(self.columns) - len(row.cells))
        for column, cell in zip(self.columns, cells, strict=False):
            if column:
                yield column, cell

    def _missing(self, suggested: set[str | None]) -> Iterator[SheetProblem]:
        missing = [
            name
            for name, column in self._known.items()
            if not column.optional and name not in self.names and name not in suggested
        ]
        if len(missing) > _FEW:
            facts = {"columns": ", ".join(missing)}
            yield SheetProblem(self.row.number, "", "", "missing_columns", facts)
            return
        for name in missing:
            yield SheetProblem(self.row.number, name, "", "missing_column")

    def _is_no_header(self) -> SheetProblem:
        first = _text(self.row.cells[0]) if self.row.cells else ""
        columns = [name for name, column in self._known.items() if not column.optional]
        in_one = sum(name in heading(first) for name in columns)
        rule = "all_in_one_column" if in_one > 1 else "not_our_table"
        facts = {"columns": ", ".join(columns)}
        return SheetProblem(self.row.number, "", cut(first), rule, facts)


def letter(place: int) -> str:
    """The letters a spreadsheet gives a column: A, …, Z, AA."""
    high, low = divmod(place, len(ascii_uppercase))
    return (letter(high - 1) if high else "") + ascii_uppercase[low]


def _text(cell: str | CellRefused) -> str:
    return cut(cell if isinstance(cell, str) else cell.value)
