"""XLSX reader: values of the first sheet, never formulas, links or macros.

openpyxl parses XML through defusedxml when that is installed, which requirements.txt sees to.
"""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError  # noqa: N812 - an exception class under a lower-case name

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from core.sheets.cells import SheetRow, clean
from core.sheets.limits import MEGABYTE, Limits
from core.sheets.problems import CellRefused, SheetProblem, of_file

_BROKEN = (
    zipfile.BadZipFile, ZlibError, ParseError, DefusedXmlException, InvalidFileException, KeyError,
    ValueError, IndexError, TypeError, AttributeError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
_SHARED_TEXT = "xl/sharedStrings.xml"
_SMALL = MEGABYTE  # parts below this cannot hurt, however well they pack


def workbook_rows(path: Path, limits: Limits) -> Iterator[SheetRow | SheetProblem]:
    """The rows of the first sheet that are not empty."""
    try:
        refused = unpacked_too_large(path, limits)
        if refused:
            yield refused
            return
        # Odd dates and unknown extensions are warned about; what matters becomes an error cell.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _rows(path, limits)
    except _BROKEN:
        yield of_file("broken_workbook")


def unpacked_too_large(path: Path, limits: Limits) -> SheetProblem | None:
    """Refuse a zip bomb by its table of contents; zipfile never unpacks more than that says."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    packed_hard = any(
        part.file_size > _SMALL and part.file_size > limits.ratio * part.compress_size
        for part in parts
    )
    shared = sum(part.file_size for part in parts if part.filename == _SHARED_TEXT)
    if (
        packed_hard
        or len(parts) > limits.parts
        or total > limits.unpacked_bytes
        or shared > limits.shared_text_bytes
    ):
        return of_file("unpacks_too_large", limit=limits.unpacked_bytes)
    return None


def _rows(path: Path, limits: Limits) -> Iterator[SheetRow | SheetProblem]:
    with closing(load_workbook(path, read_only=True, keep_links=False, rich_text=False)) as book:
        sheet = next((s for s in book.worksheets if isinstance(s, ReadOnlyWorksheet)), None)
        if sheet is None:
            yield of_file("broken_workbook")
            return
        sheet.reset_dimensions()  # what the file says about its own size may be wrong
        width = 0
        rows = sheet.iter_rows(max_row=limits.rows + 2, max_col=limits.columns + 1)
        for number, row in enumerate(rows, start=1):
            cells = _without_tail([_text(cell) for cell in row])
            if cells:
                width = width or len(cells)
                yield SheetRow(number, cells + [""] * (width - len(cells)))


def _text(cell: Any) -> str | CellRefused:  # noqa: ANN401 - openpyxl has three kinds of cells
    try:
        return _written(cell.value, cell.data_type)
    except CellRefused as refused:
        return refused


def _written(value: object, kind: str) -> str:
    if value is None:
        return ""
    if kind == "f":
        raise CellRefused("formula_cell", value=value if isinstance(value, str) else "=")
    if kind == "e":
        raise CellRefused("error_cell", value=str(value))
    return clean(_as_typed(value))


def _as_typed(value: object) -> str:
    """The text a person would have typed for the value."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _without_tail(cells: list[str | CellRefused]) -> list[str | CellRefused]:
    while cells and cells[-1] == "":
        cells.pop()
    return cells
