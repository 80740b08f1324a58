"""What a person sees in a workbook is what is read; where that cannot be, it is said."""

import re
from io import BytesIO

import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Color, Font, PatternFill
from PIL import Image as Picture

from core.sheets.limits import Limits
from core.sheets.workbooks.sheet import ranges

TEA, HONEY, RICE = ["Chè", "HTX A", 4], ["Mật ong", None, 3], ["Gạo", None, 3]


def test_cells_merged_over_rows_are_read_in_every_row(reading):
    sheet = reading(TEA, HONEY, RICE, change=lambda book: book.active.merge_cells("B2:B4"))

    assert [sheet.rows[n][1] for n in (2, 3, 4)] == ["HTX A"] * 3
    assert sheet.problems == []


def test_a_merge_reaches_no_further_than_the_table(reading):
    sheet = reading(TEA, HONEY, edit=merging("B2:B1000000"))

    assert list(sheet.rows) == [1, 2, 3]
    assert sheet.rows[3] == ["Mật ong", "HTX A", "3"]


def test_what_a_merge_covers_is_not_read(reading):
    sheet = reading(TEA, ["Mật ong", "HTX ẩn", 3], edit=merging("B2:B3"))

    assert sheet.rows[3] == ["Mật ong", "HTX A", "3"]


def merging(block):
    """As a file says it: openpyxl makes each cell of the block, and empties what it covers."""
    cells = f'<mergeCells><mergeCell ref="{block}"/></mergeCells>'
    return lambda _, content: content.replace("</sheetData>", f"</sheetData>{cells}")


def test_cells_merged_over_columns_are_named(reading):
    sheet = reading(["Huyện Đại Từ"], TEA, change=lambda book: book.active.merge_cells("A2:D2"))

    assert sheet.problems == [("merged_columns", {"block": "A2:D2"})]


def test_titles_above_the_header_may_be_merged(reading):
    def titled(book):
        book.active.insert_rows(1, 2)
        book.active["A1"] = "DANH MỤC SẢN PHẨM OCOP"
        book.active.merge_cells("A1:D1")

    sheet = reading(TEA, change=titled)

    assert sheet.problems == []
    assert sheet.rows[4] == ["Chè", "HTX A", "4"]


def test_a_header_of_two_rows_is_the_lower_one(reading):
    def two_rows(book):
        book.active.insert_rows(1)
        book.active["A1"], book.active["C1"] = "name", "Công nhận"
        book.active["A2"] = None
        book.active.merge_cells("A1:A2")
        book.active.merge_cells("C1:D1")

    sheet = reading(TEA, change=two_rows)

    assert sheet.problems == []
    assert sheet.rows[2] == ["name", "producer", "stars", "year"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_that_is_said(reading, state):
    def hide(book):
        visible = book.create_sheet("Thật")
        visible.append(["name", "stars"])
        visible.append(["Mật ong", 3])
        book.active.title, book.active.sheet_state = "Nháp", state

    sheet = reading(TEA, change=hide)

    assert sheet.rows == {1: ["name", "stars"], 2: ["Mật ong", "3"]}
    assert sheet.notes == [("hidden_sheets_unread", {"sheets": "«Nháp»"})]


def test_a_sheet_of_instructions_is_passed_over_and_that_is_said(reading):
    def instruct(book):
        book.create_sheet("Hướng dẫn", 0).append(["Điền vào trang sau."])

    sheet = reading(TEA, change=instruct)

    assert sheet.rows[2] == ["Chè", "HTX A", "4"]
    assert sheet.notes == [("sheets_unread", {"sheet": "Sheet", "sheets": "«Hướng dẫn»"})]


def test_two_sheets_with_a_table_are_refused(reading):
    sheet = reading(TEA, change=lambda book: book.copy_worksheet(book.active))

    assert sheet.problems == [("several_tables", {"sheets": "«Sheet», «Sheet Copy»"})]
    assert sheet.rows == {}


def test_hidden_rows_refuse_the_sheet_in_one_line(reading):
    def filtered(book):
        for row in (2, 3, 5):
            book.active.row_dimensions[row].hidden = True

    sheet = reading(TEA, HONEY, RICE, TEA, change=filtered)

    assert sheet.problems == [("hidden_rows", {"sheet": "Sheet", "rows": "2–3, 5"})]
    assert sheet.rows == {}


@pytest.mark.parametrize("height", ["0", "0.1", "3.75"])
def test_a_row_too_low_to_read_is_hidden(reading, height):
    row = f'<row r="2" ht="{height}"'
    sheet = reading(TEA, edit=lambda _, xml: xml.replace('<row r="2"', row))

    assert sheet.problems == [("hidden_rows", {"sheet": "Sheet", "rows": "2"})]


@pytest.mark.parametrize("attribute", ['hidden="1"', 'hidden="true"', 'width="0"', 'width="0.05"'])
def test_a_hidden_column_refuses_the_sheet(reading, attribute):
    columns = f'<cols><col min="2" max="3" {attribute}/></cols>'
    sheet = reading(TEA, edit=lambda _, xml: xml.replace("<sheetData>", columns + "<sheetData>"))

    assert sheet.problems == [("hidden_columns", {"sheet": "Sheet", "columns": "B, C"})]


def sheet_defaults(attributes, columns=""):
    def edit(_, xml):
        xml = re.sub("<sheetFormatPr[^>]*/>", f"<sheetFormatPr {attributes}/>", xml)
        return xml.replace("<sheetData>", f"{columns}<sheetData>")

    return edit


def test_columns_without_a_width_have_that_of_the_sheet(reading):
    columns = '<cols><col min="1" max="1" width="20"/><col min="3" max="3"/></cols>'
    edit = sheet_defaults('baseColWidth="8" defaultColWidth="0" defaultRowHeight="15"', columns)

    problems = reading(["Chè", "HTX A", 4, 2025], edit=edit).problems

    assert problems == [("hidden_columns", {"sheet": "Sheet", "columns": "B, C, D"})]


def test_rows_without_a_height_have_that_of_the_sheet(reading):
    low = sheet_defaults('customHeight="1" defaultRowHeight="0.5"')

    def edit(name, xml):
        return low(name, xml).replace('<row r="1"', '<row r="1" ht="15"')

    problems = reading(TEA, HONEY, edit=edit).problems

    assert problems == [("hidden_rows", {"sheet": "Sheet", "rows": "2–3"})]


def test_rows_hidden_by_default_are_those_that_are_not_written(reading):
    sheet = reading(TEA, edit=sheet_defaults('defaultRowHeight="15" zeroHeight="1"'))

    assert sheet.problems == []
    assert sheet.rows[2] == ["Chè", "HTX A", "4"]


def test_hidden_rows_and_columns_without_content_do_not_matter(reading):
    def hide(book):
        book.active.row_dimensions[9].hidden = True
        book.active.column_dimensions["H"].hidden = True

    assert reading(TEA, change=hide).problems == []


def test_struck_out_cells_are_refused(reading):
    def strike(book):
        book.active["A2"].font = Font(strike=True)

    cell = reading(TEA, change=strike).rows[2][0]

    assert (cell.rule, cell.value) == ("struck_out", "Chè")


WHITE = Font(color="FFFFFFFF")


@pytest.mark.parametrize(
    ("font", "fill", "is_seen"),
    [
        (WHITE, None, False),
        (Font(color=Color(theme=0)), None, False),
        (Font(color=Color(indexed=9)), None, False),
        (Font(color="FF00AA00"), PatternFill("solid", fgColor="FF00AA00"), False),
        (Font(sz=1), None, False),
        (WHITE, PatternFill("solid", fgColor="FF00AA00"), True),
        (Font(color=Color(theme=1)), None, True),
        (Font(color=Color(theme=0, tint=-0.5)), None, True),
        (Font(), PatternFill("lightGrid"), True),
    ],
)
def test_letters_that_nobody_sees_are_refused(reading, font, fill, is_seen):
    def hide(book):
        for name in ("A1", "A2"):  # a table's own style may give its header another ground
            book.active[name].font = font
            book.active[name].fill = fill or PatternFill()

    sheet = reading(TEA, change=hide)

    assert sheet.rows[1][0] == "name"
    cell = sheet.rows[2][0]
    assert cell == "Chè" if is_seen else (cell.rule, cell.value) == ("unseen_letters", "Chè")


def test_notes_and_pictures_are_not_read_and_that_is_said(reading):
    png = BytesIO()
    Picture.new("RGB", (1, 1)).save(png, "PNG")

    def annotate(book):
        book.active["A2"].comment = Comment("Chưa chắc", "An")
        book.active.add_image(Image(png))

    sheet = reading(TEA, change=annotate)

    assert [rule for rule, _ in sheet.notes] == ["comments_unread", "drawings_unread"]


def test_an_escaped_line_end_is_no_letter(reading):
    sheet = reading(["Tra"], edit=lambda _, xml: xml.replace("Tra", "Tra_x000D_\nTan_x0020_Cuong"))

    assert sheet.rows[2] == ["Tra Tan Cuong"]


def test_rich_text_is_read_without_its_reading_aid(reading):
    def rich(name, xml):
        runs = "<r><t xml:space='preserve'>Mật </t></r><r><t>ong</t></r>"
        reading_aid = "<rPh sb='0' eb='1'><t>mat</t></rPh>"
        return xml.replace("<t>Tra</t>", runs + reading_aid)

    assert reading(["Tra"], edit=rich).rows[2] == ["Mật ong"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<row r="2"', '<row r="1"'),
        ('<c r="B2"', '<c r="A2"'),
        ("<sheetData>", "<sheetData><mergeCell ref='B2:'/>"),
    ],
)
def test_cells_out_of_order_are_not_dropped_but_refused(reading, before, after):
    sheet = reading(TEA, edit=lambda _, xml: xml.replace(before, after))

    assert sheet.problems == [("broken_workbook", {})]


def test_a_row_of_very_many_cells_is_refused_before_it_is_built(reading):
    cells = "<c/>" * 16_384

    sheet = reading(TEA, edit=lambda _, xml: xml.replace('<c r="A2"', cells + '<c r="A2"'))

    assert [rule for rule, _ in sheet.problems] == ["unpacks_too_large"]


def test_a_text_longer_than_a_cell_can_be_is_refused_before_it_is_read(reading):
    sheet = reading(["x" * 500], limits=Limits(cell_letters=50))

    assert [rule for rule, _ in sheet.problems] == ["unpacks_too_large"]


def test_row_numbers_are_drawn_together():
    assert ranges([5, 6, 7, 12]) == "5–7, 12"
    assert ranges(range(1, 40, 2)) == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …"
