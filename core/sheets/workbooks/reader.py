"""XLSX reader: what the visible sheet shows, never formulas, links or macros.

openpyxl parses XML through defusedxml when that is installed, which requirements.txt sees to.
"""

import warnings
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError  # noqa: N812 - an exception class under a lower-case name

from defusedxml import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from core.sheets.cells import SheetRow
from core.sheets.headings import HEAD, Item, header_place
from core.sheets.limits import MEGABYTE, Limits
from core.sheets.problems import SheetNote, SheetProblem, of_file
from core.sheets.workbooks.sheet import SheetReader
from core.sheets.workbooks.structure import TooLarge, check_texts

_BROKEN = (
    zipfile.BadZipFile, ZlibError, ParseError, DefusedXmlException, InvalidFileException, KeyError,
    ValueError, IndexError, TypeError, AttributeError, EOFError, NotImplementedError, RuntimeError,
    OverflowError, ArithmeticError,
)  # fmt: skip
_SHARED_TEXT = "xl/sharedStrings.xml"
_SMALL = MEGABYTE  # parts below this cannot hurt, however well they pack


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
        refused = unpacked_too_large(path, limits)
        if refused:
            yield refused
            return
        # Odd dates and unknown extensions are warned about; what matters becomes an error cell.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _rows(path, names, limits)
    except (TooLarge, MemoryError):
        yield too_large(limits)
    except _BROKEN:
        yield of_file("broken_workbook")


def too_large(limits: Limits) -> SheetProblem:
    """The refusal of a workbook that would take more memory than it may have."""
    return of_file("unpacks_too_large", limit=limits.unpacked_bytes)


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
            return too_large(limits)
        if shared:
            with archive.open(_SHARED_TEXT) as texts:
                check_texts(texts, limits)
    return None


def _rows(path: Path, names: Collection[str], limits: Limits) -> Iterator[Item]:
    opened = load_workbook(path, read_only=True, keep_links=False, rich_text=False)
    with closing(opened) as book, zipfile.ZipFile(path) as archive:
        every = _sheets(book, archive, names, limits)
        sheets = [sheet for sheet in every if sheet.reader.structure.rows]
        visible = [sheet for sheet in sheets if sheet.is_visible]
        if not visible:
            return
        ours = [sheet for sheet in visible if sheet.header is not None]
        if len(ours) > 1:
            yield of_file("several_tables", sheets=_titles(ours))
            return
        chosen = (ours or visible)[0]
        if others := [sheet for sheet in visible if sheet is not chosen]:
            facts = {"sheet": chosen.reader.title, "sheets": _titles(others)}
            yield SheetNote("sheets_unread", facts)
        if hidden := [sheet for sheet in sheets if not sheet.is_visible]:
            yield SheetNote("hidden_sheets_unread", {"sheets": _titles(hidden)})
        yield from chosen.reader.unread(archive)
        yield from chosen.reader.rows(chosen.header)


def _sheets(
    book: Workbook, archive: zipfile.ZipFile, names: Collection[str], limits: Limits
) -> Iterator[_Sheet]:
    """All sheets in the order of their tabs."""
    for sheet in book.worksheets:
        if isinstance(sheet, ReadOnlyWorksheet):
            reader = SheetReader(sheet, archive, limits)
            head = [row for row in islice(reader.rows(), HEAD) if isinstance(row, SheetRow)]
            place = header_place(head, names)
            header = None if place is None else head[place].number
            yield _Sheet(reader, header, is_visible=sheet.sheet_state == "visible")


def _titles(sheets: list[_Sheet]) -> str:
    return ", ".join(f"«{sheet.reader.title}»" for sheet in sheets)
