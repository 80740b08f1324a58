"""A file as rows of cells by the names of our columns, by the house's rules of table reading."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from core.sheets.cells import SheetRow
from core.sheets.columns import Column, Header
from core.sheets.headings import heading
from core.sheets.limits import MEGABYTE, Limits
from core.sheets.problems import SheetNote, SheetProblem, of_file
from core.sheets.rows import rows_of
from marketplace.spreadsheets.errors import TableRefused
from marketplace.spreadsheets.rules.checking import RowCells
from marketplace.spreadsheets.rules.columns import ALIASES, CODE, NAMES

MOST_BYTES = 20 * MEGABYTE
LIMITS = Limits(
    file_bytes=MOST_BYTES, unpacked_bytes=200 * MEGABYTE, rows=20_000, columns=60, cpu_seconds=60
)
_COLUMNS = tuple(Column(name, str, optional=True) for name in NAMES)
_KNOWN = (*NAMES, *ALIASES)


class ReadRow(NamedTuple):
    """A row with its cells by column, or what is wrong with it as a whole."""

    number: int
    cells: RowCells
    problem: SheetProblem | None


def table_rows(path: Path, note: Callable[[SheetNote], None]) -> Iterator[ReadRow]:
    """Every row under the heading. Raises TableRefused, be it in the middle."""
    header: Header | None = None
    for item in rows_of(path, _KNOWN, LIMITS):
        if isinstance(item, SheetNote):
            note(item)
        elif isinstance(item, SheetProblem):
            raise TableRefused([item])
        elif header is None:
            header = _header(item)
        else:
            problem = header.row_problem(item)
            cells = {column.name: cell for column, cell in header.cells(item)}
            yield ReadRow(item.number, cells, problem)
    if header is None:
        raise TableRefused([of_file("empty_file")])


def _header(row: SheetRow) -> Header:
    """With our own names of columns. Raises TableRefused."""
    named = [ALIASES.get(heading(cell), cell) if isinstance(cell, str) else cell
             for cell in row.cells]  # fmt: skip
    header = Header(SheetRow(row.number, named), _COLUMNS)
    if problems := [_with_columns(problem) for problem in header.problems()]:
        raise TableRefused(problems)
    if not {CODE, "name"} & set(header.names):
        raise TableRefused([SheetProblem(row.number, CODE, "", "missing_column")])
    return header


def _with_columns(problem: SheetProblem) -> SheetProblem:
    """Which columns a table needs, where it has none of ours."""
    if problem.rule in ("not_our_table", "all_in_one_column"):
        return replace(problem, facts={"columns": ", ".join(NAMES[:5])})
    return problem
