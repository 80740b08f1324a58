"""Sheets as they come out of a printer: every symbol is read, every word stays on its label."""

from datetime import date

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from tests.traceability.labels.sheets.printing import (
    LONG,
    PLAIN,
    UNBROKEN,
    code,
    codes_on,
    full_label,
    label,
    pages,
    texts,
)
from traceability.labels.qr.matrix import matrix
from traceability.labels.qr.reading import UnreadableSymbol
from traceability.labels.sheets import sheet as sheets
from traceability.labels.sheets.label import PROMPT, LabelsRefused
from traceability.labels.sheets.layouts import A4_24, A4_65, A6_BOOTH, LAYOUTS, ROLL_50
from traceability.labels.sheets.sheet import calibration, sheet

layouts = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def flat(text):
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("dpi", [203, 300])
@layouts
def test_every_label_of_a_full_page_is_read_from_the_print(layout, dpi):
    labels = [full_label(number) for number in range(layout.per_page)]

    (page,) = pages(sheet(labels, layout), dpi)

    assert codes_on(page) == sorted(one.payload for one in labels)


@layouts
def test_a_label_says_everything_it_must(layout):
    made = label(words=PLAIN, lot="L1", produced_on=date(2026, 10, 5), stars=4)

    (text,) = map(flat, texts(sheet([made], layout)))

    for words in (*PLAIN, "OCOP 4 sao", "Lô L1", "NSX 05/10/2026", made.grouped_code(), "ocop.vn"):
        assert words in text
    assert flat(PROMPT) in text


@layouts
@pytest.mark.parametrize("words", [LONG, UNBROKEN], ids=["long", "unbroken"])
def test_no_ink_leaves_its_label_however_long_the_names(layout, words):
    count = layout.per_page
    file = sheet([full_label(number, words) for number in range(count)], layout)

    (page,) = pages(file, 150)

    allowed = np.zeros_like(page, dtype=bool)
    for _, place in zip(range(count), layout.places(1, (0.0, 0.0)), strict=False):
        left, top = (round((at + 0.3) / 25.4 * 150) for at in (place.x, place.y))
        right = round((place.x + layout.label[0] - 0.5) / 25.4 * 150)
        bottom = round((place.y + layout.label[1] - 0.3) / 25.4 * 150)
        allowed[top:bottom, left:right] = True
    assert (page[~allowed] > 200).all()


@layouts
def test_no_text_stands_in_the_quiet_zone(layout):
    (page,) = pages(sheet([full_label(words=UNBROKEN)], layout), 300)

    drawn = sheets.matrix(full_label().payload)
    (symbol,) = zxingcpp.read_barcodes(page)
    corners = symbol.position
    square = (corners.top_right.x - corners.top_left.x) / drawn.side
    zone = round(3.5 * square)
    left, right = corners.top_left.x, corners.top_right.x
    top, bottom = corners.top_left.y, corners.bottom_left.y
    ring = page[max(top - zone, 0) : bottom + zone, max(left - zone, 0) : right + zone].copy()
    ring[zone - 2 : -zone + 2, min(left, zone) - 2 : -zone + 2] = 255
    assert (ring > 128).all()


def test_stars_are_printed_only_when_the_certificate_is_in_force():
    (text,) = texts(sheet([label(stars=None)], A4_24))

    assert "OCOP" not in text.upper().replace("OCOP.VN", "")


def test_a_used_sheet_goes_on_where_it_ended():
    file = sheet([label(number) for number in range(3)], A4_24, start=23)

    first, second = (codes_on(page) for page in pages(file, 203))
    assert (len(first), len(second)) == (2, 1)


def test_an_offset_moves_the_print():
    plain, moved = (
        next(pages(sheet([label()], A4_24, offset_mm=offset), 254))
        for offset in ((0.0, 0.0), (3.0, 2.0))
    )

    def first_ink(page):
        rows, columns = np.where(page < 128)
        return columns.min(), rows.min()

    shift = np.subtract(first_ink(moved), first_ink(plain))
    assert np.abs(shift - (30, 20)).max() <= 1


def test_labels_are_taken_from_a_stream():
    def stream():
        for number in range(30):
            yield label(number)

    assert len(pypdfium2.PdfDocument(sheet(stream(), A4_24))) == 2


def test_the_same_labels_give_the_same_file():
    assert sheet([label()], ROLL_50) == sheet([label()], ROLL_50)


def test_a_page_of_different_codes_stays_small():
    one = sheet([full_label(number) for number in range(65)], A4_65)
    three = sheet([full_label(number) for number in range(195)], A4_65)

    assert (len(three) - len(one)) / 2 <= 35_000


def test_the_symbol_of_a_booth_card_measures_six_centimetres():
    (page,) = pages(sheet([label()], A6_BOOTH), 254)

    columns = np.where((page[400:1000] < 128).any(axis=0))[0]
    assert (columns.max() - columns.min() + 1) / 10 == pytest.approx(25 * 22 * 25.4 / 300, abs=0.2)


def test_no_labels_are_no_sheet():
    with pytest.raises(LabelsRefused) as no:
        sheet([], A4_24)

    assert no.value.facts == {"reason": "empty"}


def test_one_symbol_that_says_something_else_stops_the_whole_sheet(monkeypatch):
    other = matrix(label(number=1).payload)
    monkeypatch.setattr(sheets, "matrix", lambda _: other)

    with pytest.raises(UnreadableSymbol):
        sheet([label(payload=f"https://OCOP.VN/{code(10**9)}")], A4_24)


@pytest.mark.parametrize(
    ("layout", "ruler"), [(A4_24, "100 mm"), (A6_BOOTH, "90 mm"), (ROLL_50, "40 mm")]
)
def test_the_calibration_page_carries_a_ruler_and_every_label_number(layout, ruler):
    (text,) = texts(calibration(layout))

    assert ruler in text
    assert {str(number) for number in range(1, layout.per_page + 1)} <= set(text.split())


def test_the_ruler_is_as_long_as_it_says():
    (page,) = pages(calibration(A4_24), 254)

    ruler = page[1470:1480, 500:1600]  # the ticks alone, between the outlines
    columns = np.where((ruler < 128).any(axis=0))[0]
    assert columns.max() - columns.min() == pytest.approx(1000, abs=3)
