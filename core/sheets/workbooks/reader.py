"""XLSX reader: what the visible sheet shows, never formulas, links or macros."""

import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError  # noqa: N812 - an exception class under a lower-case name

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from core.sheets.cells import SheetRow
from core.sheets.headings import HEAD, Item, header_place
from core.sheets.limits import Limits
from core.sheets.problems import SheetNote, of_file
from core.sheets.workbooks.archive import structures_of, too_large, unpacks_too_large
from core.sheets.workbooks.sheet import SheetReader
from core.sheets.workbooks.structure import SheetStructure, TooLarge

_BROKEN = (
    zipfile.BadZipFile, ZlibError, ParseError, InvalidFileException, KeyError,
    ValueError, IndexError, TypeError, AttributeError, EOFError, NotImplementedError, RuntimeError,
    ArithmeticError,
)  # fmt: skip
_EXPAT_NO_MEMORY = 1


class _Sheet(NamedTuple):
    """A sheet, and the row of its header, if it has one of ours."""

    reader: SheetReader
    header: int | None
    is_visible: bool


def workbook_rows(path: Path, names: Collection[str], limits: Limits) -> Iterator[Item]:
    """The rows that are not empty, of the one visible sheet whose header has names of ours.

    Without such a sheet those of the first visible one with content.
    """
    try:
        # Odd dates and unknown extensions are warned about; what matters becomes an error cell.
        with warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
            warnings.simplefilter("ignore")
            yield from _rows(path, archive, names, limits)
    except (TooLarge, MemoryError):
        yield too_large(limits)
    except _BROKEN as error:
        yield too_large(limits) if _is_out_of_memory(error) else of_file("broken_workbook")


def _is_out_of_memory(error: Exception) -> bool:
    """As the libraries below Python say it: zlib by a number in its text, expat by its code."""
    if isinstance(error, ZlibError):
        return "Error -4 " in str(error)  # Z_MEM_ERROR
    return isinstance(error, ParseError) and error.code == _EXPAT_NO_MEMORY


def _rows(
    path: Path, archive: zipfile.ZipFile, names: Collection[str], limits: Limits
) -> Iterator[Item]:
    if unpacks_too_large(archive, limits):
        raise TooLarge
    # Before openpyxl opens the book: to learn a sheet's size it would build its first row.
    structures = structures_of(archive, limits)
    with (
        path.open("rb") as file,  # of a path openpyxl would judge the name
        closing(load_workbook(file, read_only=True, keep_links=False, rich_text=False)) as book,
    ):
        every = _sheets(book, structures, names, limits)
        sheets = [sheet for sheet in every if sheet.reader.structure.last_row]
        visible = [sheet for sheet in sheets if sheet.is_visible]
        ours = [sheet for sheet in visible if sheet.header is not None]
        if len(ours) > 1:
            yield of_file("several_tables", sheets=_titles(ours))
            return
        for chosen in (ours or visible)[:1]:
            yield from _passed_over(chosen, sheets)
            yield from chosen.reader.unread(archive)
            yield from chosen.reader.rows(chosen.header)


def _sheets(
    book: Workbook,
    structures: Mapping[str, SheetStructure],
    names: Collection[str],
    limits: Limits,
) -> Iterator[_Sheet]:
    """All sheets in the order of their tabs."""
    for sheet in book.worksheets:
        if isinstance(sheet, ReadOnlyWorksheet):
            reader = SheetReader(sheet, structures, limits)
            head = [row for row in islice(reader.rows(), HEAD) if isinstance(row, SheetRow)]
            place = header_place(head, names)
            header = None if place is None else head[place].number
            yield _Sheet(reader, header, is_visible=sheet.sheet_state == "visible")


def _passed_over(chosen: _Sheet, sheets: list[_Sheet]) -> Iterator[SheetNote]:
    """Notes on the sheets with content that are not read."""
    if others := [sheet for sheet in sheets if sheet.is_visible and sheet is not chosen]:
        facts = {"sheet": chosen.reader.title, "sheets": _titles(others)}
        yield SheetNote("sheets_unread", facts)
    if hidden := [sheet for sheet in sheets if not sheet.is_visible]:
        yield SheetNote("hidden_sheets_unread", {"sheets": _titles(hidden)})


def _titles(sheets: list[_Sheet]) -> str:
    return ", ".join(f"«{sheet.reader.title}»" for sheet in sheets)
