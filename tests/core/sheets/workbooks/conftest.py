"""Workbooks as people really make them, read in this process."""

import zipfile

import pytest
from openpyxl import Workbook

from core.sheets.cells import SheetRow
from core.sheets.limits import LIMITS
from core.sheets.problems import SheetNote, SheetProblem
from core.sheets.workbooks.reader import workbook_rows

NAMES = ("name", "producer", "stars", "year")


class Reading:
    """What a workbook gives: cells of the rows, refusals, notes."""

    def __init__(self, items):
        items = list(items)
        self.rows = {item.number: item.cells for item in items if isinstance(item, SheetRow)}
        self.problems = [
            (item.rule, dict(item.facts)) for item in items if isinstance(item, SheetProblem)
        ]
        self.notes = [
            (item.rule, dict(item.facts)) for item in items if isinstance(item, SheetNote)
        ]


@pytest.fixture
def reading(tmp_path):
    """Reads a workbook of these rows below the header, changed before or after it is saved."""

    def read(*rows, change=None, edit=None, limits=LIMITS):
        book = Workbook()
        for row in (NAMES, *rows):
            book.active.append(row)
        if change:
            change(book)
        path = tmp_path / "file.xlsx"
        book.save(path)
        if edit:
            rewrite(path, edit)
        return Reading(workbook_rows(path, NAMES, limits))

    return read


def rewrite(path, edit):
    """Change the XML of the parts: `edit` gets and gives the text of one, by its name."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, edit(name, content))
