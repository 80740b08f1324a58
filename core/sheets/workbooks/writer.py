"""Workbooks that people download (XLSX): typed cells, and no text that runs as a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import NamedTuple, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value: TypeAlias = "str | int | date | None"
_ILLEGAL = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")
DAY = "dd/mm/yyyy"


class SheetContent(NamedTuple):
    """One sheet: its name, its headings with the width of each column, its rows."""

    title: str
    headings: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Iterable[SheetContent]) -> bytes:
    """A whole workbook; rows are written as they come."""
    book = Workbook(write_only=True)
    for content in sheets:
        sheet = book.create_sheet(content.title)
        sheet.freeze_panes = "A2"
        for number, (_, width) in enumerate(content.headings, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        headings = [_cell(sheet, name) for name, _ in content.headings]
        for heading in headings:
            heading.font = Font(bold=True)
        sheet.append(headings)
        for row in content.rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    """Text stays text, whatever sign it begins with, also when somebody edits the cell."""
    kept = value.translate(_ILLEGAL) if isinstance(value, str) else value
    cell: Cell = WriteOnlyCell(sheet, kept)  # type: ignore[arg-type] # its stub knows no date
    if isinstance(value, date):
        cell.number_format = DAY
    if not isinstance(value, str):
        return cell
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return cell
