"""Streaming scan of a worksheet's XML before it is read: limits, and what a person does not see.

The scan builds nothing: a row of a million cells is refused before openpyxl makes objects of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl.utils.cell import column_index_from_string, range_boundaries

from core.sheets.limits import Limits

MOST_COLUMNS = 16_384  # of any spreadsheet program
_CELL_PARTS = frozenset(("v", "is", "f"))
_TEXTS = frozenset(("v", "t"))
_NO_HEIGHT = frozenset(("0", "0.0"))


class TooLarge(Exception):
    """More cells or text than any spreadsheet program writes."""


class Disordered(ValueError):
    """Rows that go back, entities, or XML that is none."""


@dataclass(frozen=True)
class MergedBlock:
    """A block of cells that show the first one's content: "B2:B4"."""

    name: str
    columns: tuple[int, int]
    rows: tuple[int, int]


@dataclass
class SheetStructure:
    """What the cells do not tell. Rows and columns count from 1; only those with content."""

    rows: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[MergedBlock] = field(default_factory=list)


def structure_of(source: IO[bytes], limits: Limits) -> SheetStructure:
    """Raises TooLarge or Disordered."""
    scan = _Scan(limits)
    _parse(source, scan.start, scan.end, scan.text)
    structure = scan.structure
    structure.hidden_columns = sorted(scan.filled & scan.narrow)
    return structure


def check_texts(source: IO[bytes], limits: Limits) -> None:
    """Raises TooLarge for a shared text longer than a cell can be, Disordered for broken XML."""
    scan = _Scan(limits)
    _parse(source, scan.start_text, scan.end, scan.text)


def _parse(
    source: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.ParseFile(source)
    except ExpatError as error:
        raise Disordered from error


def _refuse_doctype(*_: object) -> None:
    raise Disordered  # entities multiply; no spreadsheet program writes any


class _Scan:
    def __init__(self, limits: Limits) -> None:
        self.structure = SheetStructure()
        self.narrow: set[int] = set()
        self.filled: set[int] = set()
        self._limits = limits
        self._row = self._column = self._cells = self._letters = 0
        self._is_hidden = self._is_filled = self._is_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._start_cell(attributes.get("r", ""))
        elif tag in _CELL_PARTS:
            self._fill()
            self._is_text = tag == "v"
        elif tag == "t":
            self._is_text = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "col":
            self._add_columns(attributes)
        elif tag == "mergeCell":
            self._add_merged(attributes["ref"])

    def start_text(self, name: str, _: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si":
            self._letters = 0
        self._is_text = tag == "t"

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] in _TEXTS:
            self._is_text = False

    def text(self, letters: str) -> None:
        if self._is_text:
            self._letters += len(letters)
            # An escape such as _x000D_ is one letter.
            if self._letters > 7 * self._limits.cell_letters:
                raise TooLarge

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(float(attributes.get("r", self._row + 1)))
        if number <= self._row:
            raise Disordered
        self._row, self._column, self._cells = number, 0, 0
        self._is_hidden = _is_on(attributes.get("hidden")) or attributes.get("ht") in _NO_HEIGHT
        self._is_filled = False

    def _start_cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        before = self._column
        self._column = column_index_from_string(letters) if letters else before + 1
        self._cells += 1
        self._letters = 0
        if self._cells > MOST_COLUMNS:
            raise TooLarge
        if self._column <= before:
            raise Disordered

    def _fill(self) -> None:
        self.filled.add(self._column)
        if self._is_filled:
            return
        self._is_filled = True
        self.structure.rows += 1
        if self._is_hidden:
            self.structure.hidden_rows.append(self._row)

    def _add_columns(self, attributes: dict[str, str]) -> None:
        if _is_on(attributes.get("hidden")) or attributes.get("width") in _NO_HEIGHT:
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self.narrow.update(range(int(attributes["min"]), last + 1))

    def _add_merged(self, name: str) -> None:
        left, top, right, bottom = range_boundaries(name)
        if not (left and top and right and bottom):
            raise Disordered
        self.structure.merged.append(MergedBlock(name, (left, right), (top, bottom)))


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")
