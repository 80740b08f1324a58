"""The drawn map: where provinces and points lie on it."""

import pytest

from registry.queries.province_map import WHOLE, frame_of, outlines, point


def test_all_34_provinces_are_drawn_within_the_whole():
    drawn = outlines()

    assert len(drawn) == 34
    for outline in drawn.values():
        assert WHOLE.left < outline.left < outline.right < WHOLE.left + WHOLE.width
        assert WHOLE.top < outline.top < outline.bottom < WHOLE.top + WHOLE.height


@pytest.mark.parametrize("slug", sorted(outlines()))
def test_a_frame_holds_its_province_with_room_for_the_country_on_the_right(slug):
    outline, frame = outlines()[slug], frame_of(slug)

    assert frame.left < outline.left
    assert outline.right < frame.left + frame.width * 0.72
    assert frame.top < outline.top
    assert outline.bottom < frame.top + frame.height
    assert round(frame.width / frame.height, 6) == 1.4


def test_a_province_that_is_not_drawn_leads_to_the_whole_country():
    assert frame_of("ha-tay").view_box == "-14.0 -10.0 840.0 893.0"


def test_a_place_lies_in_its_province_and_an_unknown_one_nowhere():
    hanoi = outlines()["ha-noi"]

    x, y = point(21.03, 105.85)

    assert (x, y) == (190.8, 131.2)
    assert hanoi.left < x < hanoi.right
    assert hanoi.top < y < hanoi.bottom
    assert point(None, 105.85) is None
    assert point(21.03, None) is None
