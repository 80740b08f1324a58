"""Reader of one worksheet: its rows as a person sees them, merged cells filled."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any, cast

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from core.sheets.cells import SheetRow, clean
from core.sheets.headings import Item
from core.sheets.limits import Limits
from core.sheets.problems import CellRefused, SheetNote, SheetProblem, of_file
from core.sheets.workbooks.looks import STRUCK, look
from core.sheets.workbooks.shown import typed_day, typed_number, typed_text
from core.sheets.workbooks.structure import MergedBlock, SheetStructure

Cells = list[str | CellRefused]

# What Excel writes for a letter that XML cannot hold: _x000D_ is the end of a line.
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_RELATED = {"comments": "comments_unread", "threadedComment": "comments_unread",
            "drawing": "drawings_unread"}  # fmt: skip


class SheetReader:
    """The rows of one sheet, and what stands on it that is not read."""

    def __init__(
        self,
        sheet: ReadOnlyWorksheet,
        structures: Mapping[str, SheetStructure],
        limits: Limits,
    ) -> None:
        self.title = sheet.title
        # types-openpyxl leaves out what a sheet that is only read has.
        self._sheet = cast("Any", sheet)
        self._part: str = self._sheet._worksheet_path  # noqa: SLF001 - no other way to its XML
        self._limits = limits
        self._looks: dict[int, str] = {}
        self.structure = structures[self._part]
        sheet.reset_dimensions()  # what the file says about its own size may be wrong

    def unread(self, archive: zipfile.ZipFile) -> Iterator[SheetNote]:
        """Notes on what stands on the sheet beside its cells."""
        part: str = get_rels_path(self._part)  # type: ignore[no-untyped-call]
        if part not in archive.namelist():
            return
        kinds = {related.Type.rpartition("/")[2] for related in get_dependents(archive, part)}
        for rule in sorted({_RELATED[kind] for kind in kinds & _RELATED.keys()}):
            yield SheetNote(rule, {"sheet": self.title})

    def rows(self, header: int | None = None) -> Iterator[Item]:
        """Every row that is not empty.

        Once the row of the header is known, a sheet that hides something of its table is refused.
        """
        if header and (refused := self._too_large() or self._hidden(header)):
            yield refused
            return
        last = min(self.structure.last_row, self._limits.rows + 1)
        rows = self._sheet.iter_rows(max_row=last, max_col=self._limits.columns)
        blocks = _Blocks(self.structure.merged, header)
        for number, row in enumerate(rows, start=1):
            if any(cell.value is not None for cell in row):
                is_below = header is not None and number > header
                texts = [self._text(cell, is_below=is_below) for cell in row]
                cells = without_tail(texts)
                yield from blocks.wide(number, cells)
                yield SheetRow(number, blocks.filled(number, cells))

    def _too_large(self) -> SheetProblem | None:
        limits, structure = self._limits, self.structure
        if structure.last_row > limits.rows + 1:
            return of_file("too_many_rows", limit=limits.rows)
        if structure.wide_row:
            facts = {"limit": limits.columns}
            return SheetProblem(structure.wide_row, "", "", "too_many_columns", facts)
        return None

    def _hidden(self, header: int) -> SheetProblem | None:
        structure = self.structure
        rows = [row for row in structure.hidden_rows if row >= header]
        if rows:
            return of_file("hidden_rows", sheet=self.title, rows=ranges(rows))
        if structure.hidden_columns:
            letters = ", ".join(get_column_letter(one) for one in structure.hidden_columns[:20])
            return of_file("hidden_columns", sheet=self.title, columns=letters)
        return None

    def _text(self, cell: Any, *, is_below: bool) -> str | CellRefused:  # noqa: ANN401 - of openpyxl
        if cell.value is None:
            return ""
        try:
            text = seen(cell.value, cell.data_type, cell.number_format or "General")
        except CellRefused as refused:
            return refused
        style: int = cell._style_id  # noqa: SLF001 - the key of font and fill
        if style not in self._looks:
            self._looks[style] = look(cell)
        rule = self._looks[style]
        # A style of the whole table may give its header another ground than the cell tells.
        return CellRefused(rule, value=text) if rule and (is_below or rule == STRUCK) else text


class _Blocks:
    """Merged cells: blocks of one column below the header show their first cell in every row."""

    def __init__(self, merged: Sequence[MergedBlock], header: int | None) -> None:
        self._header = header
        self._starting: dict[int, list[MergedBlock]] = {}
        for block in merged:
            self._starting.setdefault(block.rows[0], []).append(block)
        self._open: dict[int, tuple[int, str | CellRefused]] = {}

    def wide(self, number: int, cells: Cells) -> Iterator[SheetProblem]:
        """Refusals of blocks over several columns that begin in a row and are not empty."""
        for block in self._starting.get(number, ()):
            left, right = block.columns
            is_below = self._header and number > self._header
            if left < right and is_below and any(cells[left - 1 : right]):
                yield SheetProblem(number, "", "", "merged_columns", {"block": block.name})

    def filled(self, number: int, cells: Cells) -> Cells:
        """The row with what its merged cells show."""
        for column, (last, content) in list(self._open.items()):
            if number > last:
                del self._open[column]
            else:
                cells += [""] * (column - len(cells))
                cells[column - 1] = content
        for block in self._starting.get(number, ()):
            left, right = block.columns
            if left == right and block.rows[1] > number:
                content = cells[left - 1] if left <= len(cells) else ""
                self._open[left] = block.rows[1], content
        return cells


def seen(value: object, kind: str, code: str) -> str:
    """The text a person sees for a value of openpyxl's kind. Raises CellRefused."""
    if kind == "f":
        raise CellRefused("formula_cell", value=value if isinstance(value, str) else "=")
    if kind == "e":
        raise CellRefused("error_cell", value=str(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return typed_number(value, code)
    if isinstance(value, date | time | timedelta):
        return typed_day(value, code)
    text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), str(value))
    return typed_text(clean(text), code)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in ascending order, neighbours drawn together: "5–9, 12"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in parts[:10]]
    return ", ".join(shown + (["…"] if len(parts) > len(shown) else []))


def without_tail(cells: Cells) -> Cells:
    """The cells up to the last that is not empty."""
    while cells and cells[-1] == "":
        cells.pop()
    return cells
