"""Papers: labels stay on the page, and QR squares are whole printer dots wide."""

import pytest

from traceability.labels.sheets.label import LabelsRefused
from traceability.labels.sheets.layouts import A4_24, A4_65, LAYOUTS, SMALLEST_SQUARE_MM

layouts = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
SHORT_CODE = 33  # squares of version 2 with its quiet zone


def first_places(layout, count, start=1, offset=(0.0, 0.0)):
    places = layout.places(start, offset)
    return [next(places) for _ in range(count)]


@layouts
def test_every_label_lies_on_the_page_and_none_on_another(layout):
    places = first_places(layout, layout.per_page)

    for place in places:
        assert place.page == 0
        assert 0 <= place.x <= place.x + layout.label[0] <= layout.page[0] + 0.01
        assert 0 <= place.y <= place.y + layout.label[1] <= layout.page[1] + 0.01
    assert len({(place.x, place.y) for place in places}) == layout.per_page
    assert layout.gap[0] >= 0 <= layout.gap[1]


def test_labels_run_along_the_rows_and_on_to_the_next_page():
    places = first_places(A4_24, 25)

    assert [tuple(place) for place in (places[0], places[1], places[3], places[24])] == [
        (0, 0.0, 0.5),
        (0, 70.0, 0.5),
        (0, 0.0, 37.5),
        (1, 0.0, 0.5),
    ]


def test_a_used_sheet_starts_at_its_first_free_label():
    assert first_places(A4_24, 2, start=24) == [(0, 140.0, 259.5), (1, 0.0, 0.5)]


def test_an_offset_moves_every_label():
    assert first_places(A4_65, 1, offset=(1.5, -0.5)) == [(0, 6.25, 10.2)]


@pytest.mark.parametrize("start", [0, -1, 25])
def test_a_start_off_the_sheet_is_refused(start):
    with pytest.raises(LabelsRefused) as no:
        A4_24.places(start, (0.0, 0.0))

    assert no.value.facts == {"reason": "start", "start": start, "most": 24}


@pytest.mark.parametrize("offset", [(10.1, 0.0), (0.0, -10.1)])
def test_an_offset_of_more_than_a_centimetre_is_refused(offset):
    with pytest.raises(LabelsRefused) as no:
        A4_24.places(1, offset)

    assert no.value.facts["reason"] == "offset"


@layouts
def test_the_squares_of_a_short_code_are_whole_dots_and_large_enough(layout):
    square = layout.square_mm(SHORT_CODE)

    dots = square / (25.4 / layout.dpi)
    assert dots == pytest.approx(round(dots))
    assert square >= SMALLEST_SQUARE_MM
    assert square * SHORT_CODE <= layout.symbol
    assert square * SHORT_CODE <= min(layout.label)


@pytest.mark.parametrize(("layout", "dots"), [(A4_24, 10), (A4_65, 6)])
def test_the_size_of_the_usual_symbols_is_known(layout, dots):
    assert layout.square_mm(SHORT_CODE) == pytest.approx(dots * 25.4 / 300)


def test_a_symbol_too_dense_for_the_label_is_refused():
    with pytest.raises(LabelsRefused) as no:
        A4_65.square_mm(57)

    assert no.value.facts == {"reason": "dense", "layout": "a4-65", "squares": 57}
