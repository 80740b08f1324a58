"""A place is worded as printed and as it is called today; what is not known is left out."""

import pytest

from registry.rules.places import Place, address, commune_name


def place(*printed, commune=None):
    return Place(printed, commune, "Thái Nguyên", "thai-nguyen")


@pytest.mark.parametrize(
    ("printed", "on_paper"),
    [
        (("xã Côn Minh", "huyện Na Rì", "Bắc Kạn"), "xã Côn Minh, huyện Na Rì, Bắc Kạn"),
        (("", "huyện Na Rì", "Bắc Kạn"), "huyện Na Rì, Bắc Kạn"),
        (("xã Côn Minh", "", "Bắc Kạn"), "xã Côn Minh, Bắc Kạn"),
        (("", "", "Bắc Kạn"), "Bắc Kạn"),
    ],
)
def test_a_paper_is_quoted_from_the_smallest_unit_to_the_widest(printed, on_paper):
    assert place(*printed).on_paper == on_paper


def test_today_there_are_no_districts():
    there = place("xã Côn Minh", "huyện Na Rì", "Bắc Kạn", commune=commune_name("xã", "Côn Minh"))

    assert there.today == "xã Côn Minh, Thái Nguyên"


def test_a_place_whose_commune_is_not_known_is_its_province():
    assert commune_name(None, None) is None
    assert place("", "", "Bắc Kạn").today == "Thái Nguyên"
    assert address(None, "Huế") == "Huế"
