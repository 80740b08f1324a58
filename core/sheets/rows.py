"""Streaming reader of CSV and XLSX rows: memory does not grow with the file."""

import stat
import zipfile
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from core.sheets.cells import SheetRow
from core.sheets.headings import HEAD, Item, from_header, header_place
from core.sheets.kinds import OLE, WORKBOOK, ZIP, kind_of_archive
from core.sheets.limits import LIMITS, Limits
from core.sheets.problems import SheetNote, SheetProblem, of_file
from core.sheets.text import text_rows
from core.sheets.workbooks.child import rows_of_child

_WORKBOOKS = (".xlsx", ".xlsm", ".xls")


def rows_of(path: Path, names: Collection[str] = (), limits: Limits = LIMITS) -> Iterator[Item]:
    """Every row that is not empty from the header on, which has some of the names.

    What is wrong with the file as such comes out of the same stream as a SheetProblem; then it
    ends. What of it is not read comes as a SheetNote.
    """
    rows = from_header(_all_rows(path, names, limits), names)
    is_empty = True
    for item in _within(rows, limits):
        is_empty = is_empty and isinstance(item, SheetNote)
        yield item
    if is_empty:
        yield of_file("empty_file")


def _all_rows(path: Path, names: Collection[str], limits: Limits) -> Iterable[Item]:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would be read twice, a device for ever
            return [of_file("unreadable_file", reason="not a file")]
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        return [of_file("unreadable_file", reason=error.strerror or "")]
    if about.st_size > limits.file_bytes:
        return [of_file("file_too_large", limit=limits.file_bytes, size=about.st_size)]
    if start == OLE:
        return [of_file("old_workbook")]
    if start == ZIP:
        return _zipped(path, names, limits)
    rows = text_rows(path, names, limits)
    return _of_text_named_workbook(rows, names) if path.suffix.lower() in _WORKBOOKS else rows


def _of_text_named_workbook(rows: Iterator[Item], names: Collection[str]) -> Iterable[Item]:
    """A table may have the wrong name; other text is called what it is."""
    head = list(islice(rows, HEAD))
    lines = [item for item in head if isinstance(item, SheetRow)]
    if lines and len(lines) == len(head) and header_place(lines, names) is None:
        return [of_file("not_a_sheet", kind="plain_text")]
    return chain(head, rows)


def _zipped(path: Path, names: Collection[str], limits: Limits) -> Iterable[Item]:
    try:
        kind = kind_of_archive(path)
    except zipfile.BadZipFile:
        return [of_file("broken_workbook")]
    if kind != WORKBOOK:
        return [of_file("not_a_sheet", kind=kind)]
    return rows_of_child(path, names, limits)


def _within(rows: Iterable[Item], limits: Limits) -> Iterator[Item]:
    for row in rows:
        if isinstance(row, SheetRow) and row.number > limits.rows + 1:
            yield of_file("too_many_rows", limit=limits.rows)
            return
        if isinstance(row, SheetRow) and any(row.cells[limits.columns :]):
            yield SheetProblem(row.number, "", "", "too_many_columns", {"limit": limits.columns})
            return
        yield row
