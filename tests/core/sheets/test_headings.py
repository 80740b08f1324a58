"""One cause, one line: the header is found where it stands, and what is no table is named."""

import io
import zipfile

import pytest

from core.sheets.columns import Column, letter
from core.sheets.headings import nearest
from core.sheets.parsers import optional, text, whole
from core.sheets.problems import SheetProblem
from core.sheets.schema import ParsedRow, Schema, read
from core.sheets.wording import KINDS, NOTES, STRUCTURE, VALUES, worded, worded_note

NAMES = ("product_name", "producer_name", "commune", "district", "province", "stars")
SCHEMA = Schema(
    (
        *(Column(name, text(40, required=name != "producer_name")) for name in NAMES[:5]),
        Column("stars", whole(3, 5)),
        Column("year", optional(whole(2018, 2030)), optional=True),
    ),
    dict,
)
XML_WORKBOOK = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
HEADER, ROW = ";".join(NAMES), "Chè;HTX A;xã B;huyện C;Thái Nguyên;4"


@pytest.fixture
def reading(tmp_path):
    """The rows, the problems and the notes of a file."""

    def read_file(content):
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        notes = []
        items = list(read(path, SCHEMA, note=notes.append))
        rows = [item.row for item in items if isinstance(item, ParsedRow)]
        return rows, [item for item in items if isinstance(item, SheetProblem)], notes

    return read_file


def facts_of(problems):
    return [(p.row, p.column, p.rule, dict(p.facts)) for p in problems]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "\ufeffsep=;"])
def test_the_line_that_names_the_separator_is_none_of_the_table(reading, line):
    assert reading(f"{line}\r\n{HEADER}\r\n{ROW}\r\n") == ([2], [], [])


@pytest.mark.parametrize("separator", [",", "\t", "|", ";"])
def test_the_separator_is_the_one_that_shows_the_names(reading, separator):
    content = f"Danh mục, cập nhật; lần 2\n{HEADER}\n{ROW}".replace(";", separator)

    rows, problems, notes = reading(content)

    assert (rows, problems) == ([3], [])
    assert [note.facts for note in notes] == [{"last": 1, "header": 2}]


def test_titles_above_the_header_are_passed_over_and_that_is_said(reading):
    rows, problems, notes = reading(f"DANH MỤC OCOP;;;;;\nNăm 2024;;;;;\n\n{HEADER}\n{ROW}")

    assert (rows, problems) == ([5], [])
    assert [worded_note(note, NOTES) for note in notes] == [
        "Tiêu đề ở dòng 4; các dòng phía trên không được đọc."
    ]


@pytest.mark.parametrize(
    "content", ["ten;gia\nChè;1\n", "Chè\n", f"{ROW}\n{ROW}\n", "a b c\n" * 30]
)
def test_a_table_that_is_none_of_ours_is_one_line(reading, content):
    _, problems, _ = reading(content)

    assert [(p.rule, p.facts["columns"]) for p in problems] == [("not_our_table", ", ".join(NAMES))]


def test_lines_in_quotes_are_one_cause(reading):
    quoted = "\n".join(f'"{line}"' for line in (HEADER, ROW, ROW))

    assert [p.rule for p in reading(quoted)[1]] == ["all_in_one_column"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("product name", "product_name"),
        ("Product-Name", "product_name"),
        ("prodct_name", "product_name"),
        ("producer_nam", "producer_name"),
        ("starts", "stars"),
    ],
)
def test_a_nearly_right_column_is_one_line_that_names_the_right_one(reading, wrong, right):
    _, problems, _ = reading(HEADER.replace(right, wrong))

    assert facts_of(problems) == [(1, wrong.casefold(), "resembling_column", {"near": right})]
    assert worded(problems[0], STRUCTURE)[0].endswith(f"có phải là «{right}»?")


def test_many_missing_columns_are_one_line(reading):
    _, problems, _ = reading("product_name;stars\nChè;4\n")

    assert facts_of(problems) == [
        (1, "", "missing_columns", {"columns": "producer_name, commune, district, province"})
    ]


def test_a_short_row_is_filled_with_empty_cells(reading):
    header = HEADER.replace(";stars", "") + ";stars;year"

    assert reading(f"{header}\n{ROW}\n")[:2] == ([2], [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Tổng cộng: 15", (2, "", "row_incomplete")),
        (";;;;;15", (2, "", "row_incomplete")),
        (HEADER.upper(), (2, "", "header_repeated")),
        (ROW + ";x", (2, "", "uneven_row")),
    ],
)
def test_a_line_that_is_no_row_is_one_problem(reading, line, problem):
    assert [(p.row, p.column, p.rule) for p in reading(f"{HEADER}\n{line}\n")[1]] == [problem]


def test_a_column_without_a_name_may_be_empty_but_not_filled(reading):
    header = HEADER.replace("commune", ";commune")
    empty, filled = ROW.replace("xã B", ";xã B"), ROW.replace("xã B", "?;xã B")

    rows, problems, _ = reading(f"{header}\n{empty}\n{filled}\n")

    assert rows == [2]
    assert [(p.row, p.column, p.rule) for p in problems] == [(3, "C", "unnamed_column")]


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<html><table><tr><td>product_name", "web_page"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "web_page"),
        (b'<?xml version="1.0"?>\n' + XML_WORKBOOK, "xml_workbook"),
        (b'[{"product_name": "x"}]', "json"),
        (b"{\\rtf1", "document"),
        (b"\0" * 100, "unknown"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named_for_what_it_is(reading, start, kind):
    _, problems, _ = reading(start)

    assert facts_of(problems) == [(0, "", "not_a_sheet", {"kind": kind})]
    assert str(KINDS[kind]) in worded(problems[0], STRUCTURE | VALUES)[0]


@pytest.mark.parametrize(
    ("member", "kind"),
    [("word/document.xml", "document"), ("content.xml", "open_document"),
     ("xl/workbook.bin", "binary_workbook"), ("readme.txt", "archive")],
)  # fmt: skip
def test_an_archive_is_named_by_its_members(reading, member, kind):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, b"")

    assert facts_of(reading(packed.getvalue())[1]) == [(0, "", "not_a_sheet", {"kind": kind})]


def test_letters_of_columns_are_those_of_a_spreadsheet():
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_names_that_resemble_none_are_left_alone():
    assert nearest("price", NAMES) is None
