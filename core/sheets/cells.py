"""Rows of cells, and normalisation of the text of one cell."""

import unicodedata
from typing import NamedTuple

from core.sheets.problems import CellRefused

_DAMAGED = "\ufffd"
_SILENT = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# Marks that turn the direction of writing: they can make a name read as another one.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class SheetRow(NamedTuple):
    """One row; `number` as a spreadsheet shows it. A cell that could not be read is its refusal."""

    number: int
    cells: list[str | CellRefused]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


def clean(text: str) -> str:
    """The cell's text in composed letters, with single spaces and nothing invisible.

    Raises CellRefused for control characters, damaged letters and formulas.
    """
    if text.isascii() and text.isprintable():
        tidy = " ".join(text.split())
    else:
        tidy = " ".join(unicodedata.normalize("NFC", text.translate(_SILENT)).split())
        if not tidy.isprintable() or _DAMAGED in tidy:
            _refuse_invisible(tidy)
    if tidy.startswith("="):
        raise CellRefused("formula_cell", value=tidy)
    return tidy


def _refuse_invisible(text: str) -> None:
    if _DAMAGED in text:
        raise CellRefused("damaged_letters", value=text)
    shown = "".join(letter if letter.isprintable() else _DAMAGED for letter in text)
    for letter in text:
        if unicodedata.category(letter) == "Cc" or letter in _TURNING:
            raise CellRefused("control_character", value=shown, code=f"U+{ord(letter):04X}")
