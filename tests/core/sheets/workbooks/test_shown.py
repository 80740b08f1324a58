"""A number, day or text whose cell shows something else than it holds is refused with both."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.sheets.cells import TypedDay, TypedNumber
from core.sheets.problems import CellRefused, ProblemReport, problem
from core.sheets.workbooks.shown import typed_day, typed_number, typed_text

DAY = datetime.fromisoformat("2024-03-15")
NOON = DAY.replace(hour=12, minute=30)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (4, "General", "4"),
        (1250, "#,##0", "1250"),
        (1.25, "0.00", "1.25"),
        (27.5, "0.0##", "27.5"),
        (0.1 + 0.2, "General", "0.3"),
        (8938505970011, "General", "8938505970011"),
        (1200, "0.0E+00", "1200"),
        (123, "00000", "00123"),
        (4, "[Red]0;[Blue]-0", "4"),
        (-4, "0;-0", "-4"),
        (4, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "4"),
        (4, "@", "4"),
    ],
)
def test_a_typed_number_is_its_value(value, code, text):
    number = typed_number(value, code)

    assert (number, type(number)) == (text, TypedNumber)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (27.25, "0.0", "27,3"),
        (2023.6, "0", "2024"),
        (0.05, "0%", "5%"),
        (1_250_000, "#,##0,", "1250"),
        (8938505970011, "0.00E+00", "8940000000000"),
        (27.5, '0.0" nghìn ha"', "27,5 nghìn ha"),
        (1250, "#,##0 [$₫-42A]", "1250 ₫"),
        (4, ";;;", ""),
        (0, "0;-0;;@", ""),
        (4, '"ẩn"', "ẩn"),
        (1250, "#,##0.0,", "1,3"),
        (0.125, "0.0%", "12,5%"),
    ],
)
def test_a_number_shown_as_another_is_refused_with_both(value, code, shown):
    with pytest.raises(CellRefused) as no:
        typed_number(value, code)

    assert (no.value.rule, no.value.facts["shown"]) == ("shown_differs", shown)
    assert float(no.value.facts["held"]) == value


@pytest.mark.parametrize(("value", "code"), [(4, "[>3]0;0"), (2.5, "# ?/?"), (DAY.date(), "bbbb")])
def test_a_format_that_nobody_can_read_is_named_as_such(value, code):
    read = typed_day if isinstance(value, date) else typed_number

    with pytest.raises(CellRefused) as no:
        read(value, code)

    held = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    assert (no.value.rule, no.value.facts) == ("format_unread", {"held": held, "format": code})


@pytest.mark.parametrize(
    "code",
    [
        "dd/mm/yyyy", "mm-dd-yy", "d-mmm-yyyy;@", "yyyy-mm-dd h:mm:ss",
        "[$-F800]dddd, mmmm dd, yyyy",
        "[$-1010409]d/m/yyyy", "[$-vi-VN,100]dd/mm/yyyy", "[$-42A]dd\\-mm\\-yyyy",
        "yyyy-mm-dd\\Thh:mm:ss.000",
        '"Ngày "dd" tháng "mm" năm "yyyy', 'dd/mm/yyyy;"2024"',
    ],
)  # fmt: skip
def test_a_typed_day_is_its_value(code):
    day = typed_day(DAY, code)

    assert (day, type(day)) == ("2024-03-15", TypedDay)


@pytest.mark.parametrize(
    ("value", "code", "shown", "held"),
    [
        (NOON, "dd/mm/yyyy", "15/03/2024", "15/03/2024 12:30:00"),
        (DAY, "mmm-yy", "03/2024", "15/03/2024"),
        (DAY, "yyyy", "2024", "15/03/2024"),
        (date(2024, 3, 15), "dddd, mmmm yyyy", "03/2024", "15/03/2024"),
        (DAY, "[$-41E]dd/mm/bbbb", "15/03", "15/03/2024"),
    ],
)
def test_a_day_shown_in_part_is_refused_with_both(value, code, shown, held):
    with pytest.raises(CellRefused) as no:
        typed_day(value, code)

    facts = {"shown": shown, "held": held, "format": code}
    assert (no.value.rule, no.value.facts) == ("shown_differs", facts)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("mm/dd/yyyy", "03/05/2024"), ("[$-409]m/d/yy;@", "03/05/2024"), ("yy/mm/dd", "2024/03/05")],
)
def test_a_day_that_looks_like_another_one_is_refused_with_both(code, shown):
    """Saved as CSV it would be the third of May."""
    with pytest.raises(CellRefused) as no:
        typed_day(date(2024, 3, 5), code)

    facts = {"shown": shown, "held": "05/03/2024", "format": code}
    assert (no.value.rule, no.value.facts) == ("shown_differs", facts)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2024-03-15", "mm/dd/yyyy"),
        ("2024-03-03", "m/d/yyyy"),
        ("2024-03-05", "mm-dd-yy"),  # built in: shown as the machine is set to
        ("2024-03-05", "mmmm d, yyyy"),
        ("2024-03-05", "yyyy/mm/dd"),
        ("2024-03-05", "dd/mm/yy"),
    ],
)
def test_a_day_that_can_be_no_other_is_its_value(day, code):
    assert typed_day(date.fromisoformat(day), code) == day


@pytest.mark.parametrize(
    "code",
    [
        'dd/mm/"2024"yyyy', "dd/mm/yyyy\\1", "dd/mm/2yyyy", '"trước "dd/mm/yyyy',
        "[$2-42A]dd/mm/yyyy",
        "[$-6010401]dd/mm/yyyy", "[$-2060401]dd/mm/yyyy", "[$-107041E]dd/mm/yyyy",
        "[$-ar-SA,106]dd/mm/yyyy", "[$-th-TH,D00]dd/mm/yyyy",
    ],
)  # fmt: skip
def test_a_day_among_other_words_or_of_another_calendar_is_refused(code):
    with pytest.raises(CellRefused) as no:
        typed_day(DAY, code)

    facts = {"held": "15/03/2024", "format": code}
    assert (no.value.rule, no.value.facts) == ("format_unread", facts)


@pytest.mark.parametrize(
    ("value", "code"), [(NOON, "dd/mm/yyyy h:mm"), (time(12), "h:mm"), (timedelta(1), "[h]:mm")]
)
def test_hours_are_no_day(value, code):
    with pytest.raises(CellRefused) as no:
        typed_day(value, code)

    assert no.value.rule == "time_cell"


@pytest.mark.parametrize(
    ("code", "shown"), [(";;;", ""), ('"Xã "@', "Xã Chè"), ('0;0;0;"ẩn"', "ẩn")]
)
def test_a_masked_text_is_refused_with_both(code, shown):
    with pytest.raises(CellRefused) as no:
        typed_text("Chè", code)

    assert no.value.facts == {"shown": shown, "held": "Chè", "format": code}


@pytest.mark.parametrize("code", ["General", "@", "0.00", "dd/mm/yyyy;@", "0;0;0;@_)"])
def test_other_formats_show_a_text_as_it_is(code):
    assert typed_text("Chè", code) == "Chè"


@pytest.mark.parametrize(
    "value", [893850597001100012, 12345678901234567, 1.2345678901234567e19, 1e15]
)
def test_a_number_longer_than_a_spreadsheet_keeps_is_refused(value):
    with pytest.raises(CellRefused) as no:
        typed_number(value, "0")

    assert no.value.rule == "number_too_long"


def test_days_of_the_1904_calendar_are_the_same_days(reading):
    def mac(book):
        book.epoch = CALENDAR_MAC_1904

    assert reading(["Chè", None, 4, DAY], change=mac).rows[2][3] == "2024-03-15"


def test_the_format_of_a_cell_counts(reading):
    def masked(book):
        book.active["A2"].number_format = ";;;"
        book.active["C2"].number_format = "0%"

    name, _, stars = reading(["Chè", None, 4], change=masked).rows[2]

    assert [(cell.rule, cell.facts["shown"]) for cell in (name, stars)] == [
        ("shown_differs", ""), ("shown_differs", "400%"),
    ]  # fmt: skip


def test_cells_of_different_formats_are_different_problems():
    problems = [
        problem(row, "stars", "4", CellRefused("shown_differs", format=code))
        for row, code in [(2, "#,##0.0,"), (3, "0.0%"), (4, "0.0%")]
    ]

    report = ProblemReport()
    for one in problems:
        report.add(one)

    assert [group.rows for group in report.groups.values()] == [[2], [3, 4]]
