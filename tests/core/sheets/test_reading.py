"""Files people really send are read, or refused with the reason and the place."""

import csv
import io
import os
import time
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.sheets import rows as sheet_rows
from core.sheets.cells import SheetRow
from core.sheets.columns import Column
from core.sheets.limits import Limits
from core.sheets.parsers import choice, day, optional, text, whole
from core.sheets.problems import CellRefused, ProblemReport, SheetProblem, of_file
from core.sheets.rows import rows_of
from core.sheets.schema import ParsedRow, Schema, header_of, read
from core.sheets.wording import STRUCTURE, VALUES, worded
from core.sheets.workbooks.reader import workbook_rows

# Of a legacy encoding no letter that is not Vietnamese as well: no text of these is damaged.
LETTERS = st.sampled_from(
    "abcdeghiklmnopqrstuvxyABCDĐEGHIKLMNOPQRSTUVXY0123456789ăđơưảạấậệ-,;\"'()"
)

SCHEMA = Schema(
    (
        Column("name", text(20, required=True)),
        Column("stars", choice({"3": 3, "4": 4})),
        Column("year", optional(whole(2018, 2030)), optional=True),
    ),
    dict,
)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Starting a child takes longer than reading: test_child.py has those that need it."""
    monkeypatch.setattr(sheet_rows, "rows_of_child", workbook_rows)


@pytest.fixture
def put(tmp_path):
    def write(content, name="file.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    def write(*rows, change=None):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        if change:
            change(book)
        path = tmp_path / "file.xlsx"
        book.save(path)
        return path

    return write


def rules(problems):
    return [(p.row, p.column, p.rule) for p in problems if isinstance(p, SheetProblem)]


ROW = ParsedRow(2, {"name": "Chè Tân Cương", "stars": 4, "year": 2023})


@pytest.mark.parametrize(
    "content",
    [
        "name,stars,year\nChè Tân Cương,4,2023\n",
        "\ufeffname,stars,year\r\nChè Tân Cương,4,2023\r\n",
        "name;stars;year\nChè Tân Cương;4;2023",
        "name\tstars\tyear\nChè Tân Cương\t4\t2023",
        "Year,NAME, stars \n2023,  Chè  Tân Cương ,4\n",
        'name,stars,year,,\n"Chè Tân Cương",4,2023,,\n,,,,\n',
        unicodedata.normalize("NFD", "name,stars,year\nChè Tân Cương,4,2023\n"),
        "name,stars,year\n\u200bChè\u00a0Tân Cương,4,2023\n",
    ],
)
def test_csv_is_read_however_it_was_saved(put, content):
    assert list(read(put(content), SCHEMA)) == [ROW]


def test_a_workbook_is_read_like_csv(workbook):
    path = workbook(["name", "stars", "year"], ["Chè Tân Cương", 4, 2023.0], [None, None, None])

    assert list(read(path, SCHEMA)) == [ROW]


def test_days_and_short_rows_of_a_workbook_are_read(workbook):
    path = workbook(["a", "b", "c"], [date(2024, 3, 15), 27.5, None], [True])

    assert [row.cells for row in rows_of(path) if isinstance(row, SheetRow)][1:] == [
        ["2024-03-15", "27.5"],
        ["TRUE"],
    ]


def test_blank_lines_count_as_rows_and_are_skipped(put):
    read_rows = list(read(put("name,stars\n\nA,3\n,\nB,9\n"), SCHEMA))

    assert read_rows[0] == ParsedRow(3, {"name": "A", "stars": 3})
    assert rules(read_rows) == [(5, "stars", "not_a_choice")]


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        ("name,year", [(1, "stars", "missing_column")]),
        ("name,stars,yaer", [(1, "yaer", "resembling_column")]),
        ("name,stars,price", [(1, "price", "unknown_column")]),
        ("name,satrs", [(1, "satrs", "resembling_column")]),
        ("name,stars,name", [(1, "name", "duplicate_column")]),
        ("a,b", [(1, "", "not_our_table")]),
    ],
)  # fmt: skip
def test_wrong_columns_are_named(put, header, wrong):
    assert rules(read(put(f"{header}\nx,3\n"), SCHEMA)) == wrong


def test_a_mistyped_column_is_told_what_it_resembles(put):
    read_rows = next(read(put("name,stars,yaer\n"), SCHEMA))

    assert read_rows.facts == {"near": "year"}


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("latin-1", "Windows-1252 (Latin-1)"),
    ],
)
def test_other_encodings_are_recognised(put, codec, named):
    content = "name,stars\nCafé à la crème,3\n".encode(codec)

    assert list(read(put(content), SCHEMA)) == [of_file("wrong_encoding", encoding=named, line=2)]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content", ["name\tstars\tyear\r\n{}", "sep=;\nname;stars;year\n{}"])
def test_the_unicode_text_of_excel_is_read(put, codec, content):
    row = "Chè Tân Cương\t4\t2023\r\n".replace("\t", ";" if ";" in content else "\t")

    assert list(read(put(content.format(row).encode(codec)), SCHEMA)) == [ROW]


def test_unicode_text_cut_in_the_middle_is_named(put):
    content = "name\tstars\nChè\t3\n".encode("utf-16") + b"\x00\xd8a"

    problems = [p for p in read(put(content), SCHEMA) if isinstance(p, SheetProblem)]

    assert problems == [of_file("wrong_encoding", encoding="UTF-16", line=1)]


def test_text_named_like_a_workbook_is_called_what_it_is(tmp_path):
    for name, content in {"a.xlsx": "xin chào\n", "b.XLS": "1;2;3\n4;5;6\n"}.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert list(read(path, SCHEMA)) == [of_file("not_a_sheet", kind="plain_text")]

    path.write_text("name,stars,year\nChè Tân Cương,4,2023\n", encoding="utf-8")
    assert list(read(path, SCHEMA)) == [ROW]


def test_windows_1258_and_tcvn3_are_recognised(put):
    in_1258 = b"name,stars\nCh\xe8 T\xe2n C\xfd\xf5ng, s\xe2\xf2n ph\xe2\xf2m \xf0\xe3\xf2c,3\n"
    in_tcvn3 = "name,stars\n§Æc s¶n B¾c Giang, chÊt l­îng,3\n".encode("latin-1")

    assert next(read(put(in_1258), SCHEMA)).facts == {"encoding": "Windows-1258", "line": 2}
    assert next(read(put(in_tcvn3), SCHEMA)).facts == {"encoding": "TCVN3 (ABC)", "line": 2}


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("a\x00b", "control_character"),
        ("a\x07b", "control_character"),
        ("a\u202eb", "control_character"),
        ("B\ufffdnh", "damaged_letters"),
        ("=1+1", "formula_cell"),
        ("", "empty"),
        ("x" * 21, "too_long"),
    ],
)
def test_a_cell_is_refused_by_its_rule(put, cell, rule):
    assert rules(read(put(f"name,stars\n{cell},3\n"), SCHEMA)) == [(2, "name", rule)]


@pytest.mark.parametrize(
    ("cell", "shown"), [("=1+1", "=1+1"), ("B\ufffdnh", "B\ufffdnh"), ("a\x07b", "a\ufffdb")]
)
def test_what_stands_in_a_refused_cell_is_shown(put, cell, shown):
    assert [p.value for p in read(put(f"name,stars\n{cell},3\n"), SCHEMA)] == [shown]


def test_a_row_that_contradicts_itself_is_shown_at_its_cell(put):
    def build(values):
        raise CellRefused("no_such_day", column="stars")

    read_rows = list(read(put("name,stars\nA,3\n"), Schema(SCHEMA.columns, build)))

    assert [(p.column, p.value) for p in read_rows] == [("stars", "3")]


def test_all_wrong_cells_of_a_row_are_reported(put):
    read_rows = list(read(put("name,stars,year\n,năm sao,20x3\n"), SCHEMA))

    assert rules(read_rows) == [
        (2, "name", "empty"), (2, "stars", "not_a_choice"), (2, "year", "not_a_whole_number"),
    ]  # fmt: skip
    assert read_rows[1].value == "năm sao"


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("", (0, "", "empty_file")),
        ("\n\n", (0, "", "empty_file")),
        ('name,stars\n"A,3\nB,3\n', (2, "", "quote_unclosed")),
        ('name,stars\n"A,3' + "\nB,3" * 20_000, (2, "", "quote_unclosed")),
        ('name,stars\n"A"x,3\n', (2, "", "quote_misplaced")),
        ("name,stars\nA,3,4\n", (2, "", "uneven_row")),
        ("name,stars\nA\n", (2, "stars", "not_a_choice")),
        ("name,stars" + ",x" * 99 + "\n", (1, "", "too_many_columns")),
        ("name,stars\nA,3" + "," * 5_000_000, (2, "", "line_too_long")),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, (0, "", "not_a_sheet")),
        (b"\0" * 1000, (0, "", "not_a_sheet")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (0, "", "old_workbook")),
        (b"PK\x03\x04 and nothing more", (0, "", "broken_workbook")),
    ],
)
def test_a_broken_file_is_refused_at_the_right_place(put, content, wrong):
    assert rules(read(put(content), SCHEMA)) == [wrong]


def test_a_header_of_very_many_columns_is_refused_at_once(put):
    started = time.process_time()

    read_rows = list(read(put(",".join(f"c{n}" for n in range(400_000))), SCHEMA))

    assert rules(read_rows) == [(1, "", "too_many_columns")]
    assert time.process_time() - started < 10  # by names, each compared with all, it took minutes


def test_a_pipe_or_device_is_not_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        assert rules(read(path, SCHEMA)) == [(0, "", "unreadable_file")]


def test_too_many_columns_of_a_workbook_are_refused(workbook):
    path = workbook(["name", "stars"], ["A", 3, *[None] * 98, "x"])

    assert rules(read(path, SCHEMA)) == [(2, "", "too_many_columns")]


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path):
    assert rules(read(tmp_path / "nowhere.csv", SCHEMA)) == [(0, "", "unreadable_file")]


def test_formulas_and_errors_of_a_workbook_are_refused(workbook):
    path = workbook(["name", "stars"], ["=CONCAT(A1)", 3], ["#N/A", 3])

    read_rows = list(read(path, SCHEMA))
    assert rules(read_rows) == [(2, "name", "formula_cell"), (3, "name", "error_cell")]
    assert [p.value for p in read_rows] == ["=CONCAT(A1)", "#N/A"]


def test_an_impossible_date_of_a_workbook_is_an_error_cell(workbook):
    def as_date(book):
        book.active["A2"].number_format = "yyyy-mm-dd"

    path = workbook(["name", "stars"], [99_999_999, 3], change=as_date)

    assert rules(read(path, SCHEMA)) == [(2, "name", "error_cell")]


def test_size_limits_are_kept(put, workbook):
    limits = Limits(file_bytes=60_000, rows=2, ratio=150)

    assert rules(rows_of(put("a\n" * 40_000), limits=limits)) == [(0, "", "file_too_large")]
    assert rules(rows_of(put("a\n" * 4), limits=limits)) == [(0, "", "too_many_rows")]
    assert len(list(rows_of(put("a\n" * 3), limits=limits))) == 3
    assert rules(rows_of(workbook(*[["a"]] * 4), limits=limits)) == [(0, "", "too_many_rows")]


def test_a_zip_bomb_is_refused_unpacked(put):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)

    read_rows = list(rows_of(put(packed.getvalue())))

    assert rules(read_rows) == [(0, "", "unpacks_too_large")]


def test_an_entity_bomb_in_a_workbook_is_refused(workbook):
    path = workbook(["name", "stars"], ["A", 3])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = bomb
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert rules(rows_of(path)) == [(0, "", "broken_workbook")]


def test_the_header_alone_can_be_asked_for(put):
    assert header_of(put("name;stars\nA;3\n")) == SheetRow(1, ["name", "stars"])


def test_a_row_may_be_refused_as_a_whole(put):
    def build(values):
        raise CellRefused("empty", column="stars")

    schema = Schema(SCHEMA.columns, build)

    assert rules(read(put("name,stars\nA,3\n"), schema)) == [(2, "stars", "empty")]


def test_a_report_shows_the_first_200_and_counts_all():
    report = ProblemReport()
    for row in range(300):
        report.add(SheetProblem(row, "stars", str(row), "not_a_choice"))

    assert (len(report.groups), report.hidden, report.total) == (200, 100, 300)
    assert report.counts == {"not_a_choice": 300}
    assert report
    assert not ProblemReport()


@pytest.mark.parametrize("written", ["2024-03-05", "05/03/2024", "5-3-2024", "5.3.2024"])
def test_days_are_read_as_people_write_them(written):
    assert day(written) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("written", "rule"),
    [("30/02/2024", "no_such_day"), ("2024-13-01", "no_such_day"), ("03/2024", "not_a_day")],
)
def test_days_that_are_none_are_refused(written, rule):
    with pytest.raises(CellRefused) as no:
        day(written)

    assert no.value.rule == rule


def test_every_rule_of_this_package_has_its_words(put):
    all_rules = STRUCTURE | VALUES
    read_rows = [p for p in read(put("name,stars\n,9,\n"), SCHEMA) if isinstance(p, SheetProblem)]

    assert [worded(p, all_rules)[0] for p in read_rows] == [
        "Ô bắt buộc đang để trống.", "Giá trị không nằm trong danh mục.",
    ]  # fmt: skip
    assert worded(read_rows[1], all_rules)[1] == "Dùng một trong: 3, 4."


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.text(LETTERS, min_size=1, max_size=20),
            st.sampled_from(["3", "4"]),
        ),
        max_size=20,
    ),
    st.sampled_from(",;\t"),
    st.booleans(),
)
def test_what_was_written_is_read_back(tmp_path_factory, lines, separator, marked):
    path = tmp_path_factory.mktemp("sheets") / "file.csv"
    with path.open("w", encoding="utf-8-sig" if marked else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([("name", "stars"), *lines])

    entries = [e for e in read(path, SCHEMA) if isinstance(e, ParsedRow)]

    assert [e.value["name"] for e in entries] == [name for name, _ in lines]
