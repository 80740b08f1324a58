"""A printed address leads to today's commune however it is written, or to the reason why not."""

import pytest
from sqlalchemy import select

from registry.models import Commune
from registry.rules.place_book import Doubt


def today(place_map, session, address):
    located = place_map.locate(*address)
    name = select(Commune.name).where(Commune.id == located.commune_id)
    return session.scalar(name), located.doubt


@pytest.mark.parametrize(
    ("address", "same"),
    [
        (("Bắc Kạn", "Na Rì", "Côn Minh"), ("Bắc Kạn", "huyện Na Rì", "xã Côn Minh")),
        (("Bắc Cạn", "", "Côn Minh"), ("Bắc Kạn", "huyện Na Rì", "xã Côn Minh")),
        (("Đắk Lắc", "Krông Pắk", "Ea Yông"), ("Đắk Lắk", "huyện Krông Pắc", "xã Ea Yông")),
        (("Hà Tây", "Ba Vì", "Ba Trại"), ("Hà Nội", "huyện Ba Vì", "xã Ba Trại")),
        (("Nghệ An", "Tương Dương", "Xá Lượng"), ("Nghệ An", "huyện Tương Dương", "xã Xá Lượng")),
    ],
)
def test_a_commune_without_its_kind_is_found_where_one_fits(place_map, session, address, same):
    place = today(place_map, session, address)

    assert place == today(place_map, session, same)
    assert place[0] is not None
    assert place[1] is None


def test_a_unit_and_its_upgrade_are_one(place_map, session):
    address = ("An Giang", "huyện Tịnh Biên", "xã An Hảo")

    assert today(place_map, session, address) == ("Núi Cấm", None)


@pytest.mark.parametrize(
    ("address", "doubt"),
    [
        (("Bắc Kạn", "Na Rì", "Không Có"), Doubt.UNKNOWN),
        (("Hà Nội", "", "phường Nào Đó"), Doubt.UNKNOWN),
        (("Hà Nội", "quận Ba Đình", "phường Cống Vị"), Doubt.SPLIT),
    ],
)
def test_why_a_commune_is_not_known_is_told(place_map, session, address, doubt):
    assert today(place_map, session, address) == (None, doubt)


@pytest.mark.parametrize(
    ("written", "name"),
    [("Bắc Gian", "Bắc Giang"), ("Thái Nguyê", "Thái Nguyên"), ("Atlantis", None)],
)
def test_a_mistyped_province_resembles_one(place_map, written, name):
    assert place_map.resembling_province(written) == name
