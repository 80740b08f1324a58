"""The map in the database: loaded once, found by old and new names."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from registry.models import Commune, FormerUnit, Province, Succession
from registry.services.places import load_places

FOLDER = Path(__file__).parents[2] / "data" / "places"


@pytest.fixture
def places(session):
    """Every test database holds the places already."""
    return session


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_second_load_changes_nothing(session):
    # Events, which go with the places of their products, refuse to be emptied.
    session.execute(text("SET LOCAL session_replication_role = replica"))
    session.execute(text("TRUNCATE succession, former_unit, commune, province CASCADE"))

    first = load_places(session, FOLDER)

    assert (count(session, Province), count(session, Commune)) == (34, 3321)
    assert first > 20_000
    assert load_places(session, FOLDER) == 0


def test_a_load_repairs_what_differs(places):
    places.scalars(select(Province).where(Province.code == "75")).one().kind = "tỉnh"
    former = places.scalars(select(Succession).limit(1)).one()
    places.delete(former)
    places.flush()

    assert load_places(places, FOLDER) == 2
    assert places.scalar(select(Province.kind).where(Province.code == "75")) == "thành phố"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bắc Ninh", "Bắc Ninh"),
        ("bac giang", "Bắc Ninh"),
        ("tỉnh Hà Nam", "Ninh Bình"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("thua thien hue", "Huế"),
        ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
    ],
)
def test_a_province_is_found_by_an_old_or_a_new_name(places, place_map, text, name):
    number = place_map.province(text)

    assert places.scalar(select(Province.name).where(Province.id == number)) == name


def test_an_unknown_province_is_not_found(place_map):
    assert place_map.province("Atlantis") is None


@pytest.mark.parametrize(
    ("address", "commune"),
    [
        (("Bắc Giang", "huyện Yên Dũng", "xã Lãng Sơn"), "phường Tân An"),
        (("Bắc Giang", "huyện Lục Ngạn", "thị trấn Chũ"), "phường Chũ"),
        (("Bắc Kạn", "huyện Na Rì", "xã Văn Vũ"), "xã Cường Lợi"),
        (("Thừa Thiên Huế", "thị xã Hương Trà", "xã Hương Thọ"), "phường Kim Long"),
        (("TP. Hồ Chí Minh", "huyện Cần Giờ", "xã Bình Khánh"), "xã Bình Khánh"),
        (("Quảng Ngãi", "", "đặc khu Lý Sơn"), "đặc khu Lý Sơn"),
        (("Quảng Ngãi", "huyện Lý Sơn", ""), "đặc khu Lý Sơn"),
        (("Hải Dương", "huyện Bình Giang", "xã Thái Học"), None),  # split between two
        (("Bắc Giang", "huyện Nowhere", "xã Nothing"), None),
    ],
)
def test_a_printed_address_is_located_where_it_is_certain(session, place_map, address, commune):
    located = place_map.locate(*address)

    assert located is not None
    names = select(Commune.kind + " " + Commune.name).where(Commune.id == located.commune_id)
    assert session.scalar(names) == commune


def test_an_address_of_an_unknown_province_is_not_located(place_map):
    assert place_map.locate("Atlantis", "", "") is None


def test_names_of_former_provinces_stand_alone(places):
    names = places.scalars(select(FormerUnit.province).where(FormerUnit.district == "")).all()

    assert len(names) == 64
    assert {"Bắc Giang", "Thừa Thiên Huế", "Huế"} <= set(names)
