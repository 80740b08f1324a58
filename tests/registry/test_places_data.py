"""The committed tables of places hang together and say what the law says."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from registry.rules.place_names import province_key, read_place
from registry.rules.slugs import slug_of, squeezed

DATA = Path(__file__).parents[2] / "data"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / "places" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


PROVINCES = {row["code"]: row for row in table("provinces")}
COMMUNES = {row["code"]: row for row in table("communes")}
FORMER_PROVINCES = {row["code"]: row for row in table("former_provinces")}
FORMER_DISTRICTS = {row["code"]: row for row in table("former_districts")}
FORMER_COMMUNES = {row["code"]: row for row in table("former_communes")}


def test_there_are_34_provinces_of_which_7_are_cities():
    assert len(PROVINCES) == 34
    assert {p["name"] for p in PROVINCES.values() if p["type"] == "thành phố"} == {
        "Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Đồng Nai",
    }  # fmt: skip


def test_there_are_3321_communes_of_which_13_are_special_zones():
    assert len(COMMUNES) == 3321
    assert Counter(c["type"] for c in COMMUNES.values()) == {
        "xã": 2621, "phường": 687, "đặc khu": 13,
    }  # fmt: skip


def test_the_seed_provinces_have_the_communes_their_resolutions_name():
    sizes = Counter(c["province"] for c in COMMUNES.values())

    assert (sizes["24"], sizes["19"], sizes["37"]) == (99, 92, 129)


def test_there_were_63_provinces_696_districts_and_10035_communes():
    assert len(FORMER_PROVINCES) == 63
    assert len(FORMER_DISTRICTS) == 696
    assert len(FORMER_COMMUNES) == 10035


def test_every_code_pointed_to_exists():
    assert {c["province"] for c in COMMUNES.values()} == set(PROVINCES)
    assert {p["province"] for p in FORMER_PROVINCES.values()} == set(PROVINCES)
    assert {d["former_province"] for d in FORMER_DISTRICTS.values()} == set(FORMER_PROVINCES)
    named = {c for f in FORMER_COMMUNES.values() for c in f["communes"].split()}
    named |= {c for d in FORMER_DISTRICTS.values() for c in d["communes"].split()}
    assert named == set(COMMUNES)


def test_every_former_commune_has_a_successor_in_the_province_its_own_became():
    for former in FORMER_COMMUNES.values():
        district = FORMER_DISTRICTS[former["former_district"]]
        province = FORMER_PROVINCES[district["former_province"]]["province"]
        successors = former["communes"].split()
        assert successors
        assert {COMMUNES[code]["province"] for code in successors} == {province}, former


def test_split_communes_keep_all_their_successors():
    counts = Counter(len(f["communes"].split()) for f in FORMER_COMMUNES.values())

    assert counts == {1: 9590, 2: 373, 3: 56, 4: 15, 5: 1}


def test_namesakes_in_one_merged_province_are_not_taken_for_one_split_commune():
    into = {
        FORMER_DISTRICTS[f["former_district"]]["name"]: [
            COMMUNES[code]["name"] for code in f["communes"].split()
        ]
        for f in FORMER_COMMUNES.values()
        if f["name"] == "Tân Thạnh"
    }

    assert into["Thới Lai"] == ["Trường Thành"]
    assert into["Long Phú"] == ["Tân Thạnh"]


def test_points_lie_in_vietnam():
    for place in [*PROVINCES.values(), *COMMUNES.values()]:
        assert 6.5 < float(place["lat"]) < 23.5, place
        assert 102 < float(place["lon"]) < 118, place


def test_slugs_are_those_of_the_names_and_unique():
    assert all(p["slug"] == slug_of(p["name"]) for p in PROVINCES.values())
    assert len({p["slug"] for p in PROVINCES.values()}) == 34


@pytest.mark.parametrize("catalogue", ["ocop_products.csv", "raw_material_areas.csv"])
def test_every_province_and_district_of_the_catalogue_is_known(catalogue):
    provinces = {province_key(p["name"]): code for code, p in FORMER_PROVINCES.items()}
    districts: dict[str, set[str]] = defaultdict(set)
    for district in FORMER_DISTRICTS.values():
        names = {
            squeezed(district["name"]),
            read_place(district["name"]).key,
            *district["earlier"].split(),
        }
        districts[district["former_province"]] |= names
    with (DATA / catalogue).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = provinces[province_key(row["province"])]
            if row["district"]:
                place = read_place(row["district"])
                keys = {place.key, squeezed(row["district"]), squeezed(place.name)}
                assert keys & districts[code], row["district"]
