"""Streaming reader of CSV and XLSX rows: memory does not grow with the file."""

import stat
from collections.abc import Iterator
from pathlib import Path

from core.sheets.cells import SheetRow
from core.sheets.limits import LIMITS, Limits
from core.sheets.problems import SheetProblem, of_file
from core.sheets.text import text_rows
from core.sheets.workbook import workbook_rows

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def rows_of(path: Path, limits: Limits = LIMITS) -> Iterator[SheetRow | SheetProblem]:
    """Every row that is not empty, the header first.

    What is wrong with the file as such comes out of the same stream as a Problem; then it ends.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would be read twice, a device for ever
            yield of_file("unreadable_file", reason="not a file")
            return
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        yield of_file("unreadable_file", reason=error.strerror or "")
        return
    if about.st_size > limits.file_bytes:
        yield of_file("file_too_large", limit=limits.file_bytes, size=about.st_size)
    elif start == _OLE:
        yield of_file("old_workbook")
    else:
        reader = workbook_rows if start == _ZIP else text_rows
        yield from _within(reader(path, limits), limits)


def _within(
    rows: Iterator[SheetRow | SheetProblem], limits: Limits
) -> Iterator[SheetRow | SheetProblem]:
    for row in rows:
        if isinstance(row, SheetRow) and row.number > limits.rows + 1:
            yield of_file("too_many_rows", limit=limits.rows)
            return
        if isinstance(row, SheetRow) and any(row.cells[limits.columns :]):
            yield SheetProblem(row.number, "", "", "too_many_columns", {"limit": limits.columns})
            return
        yield row
