"""A workbook is read by a process of its own, whose memory and time are limited."""

from dataclasses import replace

import openpyxl
import pytest
from openpyxl import Workbook

from core.sheets.cells import SheetRow, TypedNumber
from core.sheets.limits import LIMITS, MEGABYTE
from core.sheets.problems import CellRefused, of_file
from core.sheets.rows import rows_of
from core.sheets.workbooks import child
from core.sheets.workbooks.child import rows_of_child
from core.sheets.workbooks.reader import workbook_rows

NAMES = ("name", "stars")


@pytest.fixture
def path(tmp_path):
    book = Workbook()
    for row in (["name", "stars"], ["Chè", 4], ["=A1", 2.5]):
        book.active.append(row)
    book.create_sheet("Khác").append(["x"])
    book.save(tmp_path / "file.xlsx")
    return tmp_path / "file.xlsx"


def plain(item):
    if not isinstance(item, SheetRow):
        return item
    cells = [(c.rule, c.value, c.facts) if isinstance(c, CellRefused) else c for c in item.cells]
    return item.number, [(type(cell), cell) for cell in cells]


def test_a_child_gives_what_it_would_give_here(path):
    items = [plain(item) for item in rows_of(path, NAMES)]

    assert items == [plain(item) for item in workbook_rows(path, NAMES, LIMITS)]
    assert items[2] == (2, [(str, "Chè"), (TypedNumber, "4")])


def test_a_workbook_that_asks_for_more_memory_is_one_refusal(path):
    limits = replace(LIMITS, memory_bytes=20 * MEGABYTE)

    assert list(rows_of_child(path, NAMES, limits)) == [
        of_file("unpacks_too_large", limit=LIMITS.unpacked_bytes)
    ]


def test_a_child_that_is_killed_is_one_refusal(path, monkeypatch):
    monkeypatch.setattr(child.sys, "executable", "/bin/false")

    assert [item.rule for item in rows_of_child(path, NAMES, LIMITS)] == ["unpacks_too_large"]


def test_a_reader_that_loses_interest_ends_the_child(path):
    rows = rows_of_child(path, NAMES, LIMITS)
    next(rows)

    rows.close()  # would wait for ever, were the child not ended


def test_tests_parse_as_production_does():
    assert (openpyxl.LXML, openpyxl.DEFUSEDXML) == (False, False)
    assert child._ENVIRONMENT["OPENPYXL_LXML"] == child._ENVIRONMENT["OPENPYXL_DEFUSEDXML"]


@pytest.mark.parametrize("name", ["file.xls", "file.csv", "file.txt", "file"])
def test_a_workbook_is_read_under_any_name(path, name):
    renamed = path.rename(path.with_name(name))

    assert [plain(item) for item in rows_of(renamed, NAMES)][2] == (
        2, [(str, "Chè"), (TypedNumber, "4")],
    )  # fmt: skip
