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
MOST_OTHERS = 200_000  # elements that are no cells: merged blocks, formats that depend on values
# Below these nobody can read what a cell shows.
LEAST_HEIGHT = 4.0  # points
LEAST_WIDTH = 1.0  # digits


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

    last_row: int = 0
    wide_row: int = 0  # the first that reaches beyond the limit of columns
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[MergedBlock] = field(default_factory=list)


def structure_of(source: IO[bytes], limits: Limits) -> SheetStructure:
    """Raises TooLarge or Disordered."""
    scan = _Scan(limits)
    _parse(source, scan.start, scan.text)
    structure = scan.structure
    narrow = scan.filled - scan.wide if scan.is_narrow_by_default else scan.filled & scan.narrow
    structure.hidden_columns = sorted(narrow)
    return structure


def check_texts(source: IO[bytes], limits: Limits) -> None:
    """Raises TooLarge for a shared text longer than a cell can be, Disordered for broken XML."""
    texts = _Texts(limits)
    _parse(source, texts.start, texts.text)


def check_plain(source: IO[bytes]) -> None:
    """Raises Disordered for XML that is broken or has entities of its own."""
    _parse(source, lambda _name, _attributes: None, lambda _text: None)


def _parse(
    source: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None],
) -> None:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.ParseFile(source)
    except ExpatError as error:
        raise Disordered from error


def _refuse_doctype(*_: object) -> None:
    raise Disordered  # entities multiply; no spreadsheet program writes any


class _Texts:
    """The length of each text. An escape such as _x000D_ is one letter of seven."""

    def __init__(self, limits: Limits) -> None:
        self._most = 7 * limits.cell_letters
        self._letters = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            self._letters = 0

    def text(self, letters: str) -> None:
        self._letters += len(letters)
        if self._letters > self._most:
            raise TooLarge


class _Scan(_Texts):
    """Notes what the elements of a worksheet say, row by row."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.structure = SheetStructure()
        self.narrow: set[int] = set()
        self.wide: set[int] = set()
        self.is_narrow_by_default = self._is_low_by_default = False
        self.filled: set[int] = set()
        self._limits = limits
        self._row = self._column = self._cells = self._others = 0
        self._is_hidden = False
        self._tags: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._fill,
            "is": self._fill,
            "f": self._fill,
            "t": lambda _: None,
            "sheetFormatPr": self._set_defaults,
            "col": self._add_columns,
            "mergeCell": self._add_merged,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag may have a prefix; which one it has is looked up once."""
        tag = self._tags.get(name)
        if tag is None:
            tag = self._tags.get(name.rpartition(":")[2], self._count_other)
            self._tags[name] = tag
        tag(attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(float(attributes.get("r", self._row + 1)))
        if number <= self._row:
            raise Disordered
        self._row, self._column, self._cells = number, 0, 0
        self._is_hidden = _is_on(attributes.get("hidden")) or (
            float(attributes["ht"]) < LEAST_HEIGHT
            if "ht" in attributes
            else self._is_low_by_default
        )

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        before = self._column
        self._column = column_index_from_string(letters) if letters else before + 1
        self._cells += 1
        self._letters = 0
        if self._cells > MOST_COLUMNS:
            raise TooLarge
        if self._column <= before:
            raise Disordered

    def _fill(self, _: dict[str, str]) -> None:
        structure = self.structure
        self.filled.add(self._column)
        if self._column > self._limits.columns and not structure.wide_row:
            structure.wide_row = self._row
        if structure.last_row < self._row:
            structure.last_row = self._row
            if self._is_hidden:
                structure.hidden_rows.append(self._row)

    def _count_other(self, _: dict[str, str]) -> None:
        self._others += 1
        if self._others > MOST_OTHERS:
            raise TooLarge

    def _set_defaults(self, attributes: dict[str, str]) -> None:
        """Of `zeroHeight` nothing: it hides the rows that are not written, and those are empty."""
        self.is_narrow_by_default = float(attributes.get("defaultColWidth", "8")) < LEAST_WIDTH
        self._is_low_by_default = (
            _is_on(attributes.get("customHeight"))
            and float(attributes.get("defaultRowHeight", "15")) < LEAST_HEIGHT
        )

    def _add_columns(self, attributes: dict[str, str]) -> None:
        last = min(int(attributes["max"]), MOST_COLUMNS)
        columns = range(int(attributes["min"]), last + 1)
        width = float(attributes.get("width", LEAST_WIDTH))
        if _is_on(attributes.get("hidden")) or width < LEAST_WIDTH:
            self.narrow.update(columns)
        elif "width" in attributes:
            self.wide.update(columns)

    def _add_merged(self, attributes: dict[str, str]) -> None:
        self._count_other(attributes)
        name = attributes["ref"]
        left, top, right, bottom = range_boundaries(name)
        if not (left and top and right and bottom):
            raise Disordered
        self.structure.merged.append(MergedBlock(name, (left, right), (top, bottom)))


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")
