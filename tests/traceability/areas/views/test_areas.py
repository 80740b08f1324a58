"""The public page of a raw-material area."""

from datetime import date

import extruct
import pytest

from tests.factories.catalogue import make_certified, make_producer, make_product
from tests.factories.traceability import make_area, tie
from tests.statements import statements


def test_an_area_tells_what_its_source_tells_and_what_it_does_not(client, session):
    area = make_area(
        session, crop="củ đao", hectares=42.5, hectares_note="toàn xã",
        printed_commune="xã Côn Minh", source_title="Báo Bắc Kạn",
    )  # fmt: skip

    page = client.get(f"/vung-nguyen-lieu/{area.code}").get_data(as_text=True)

    for text in (
        "Vùng dong riềng Côn Minh", "củ đao", "42,5 ha", "toàn xã", "xã Côn Minh, Bắc Kạn",
        "Thái Nguyên", "Báo Bắc Kạn", "không ghi ngày", "không có nghĩa là không có",
    ):  # fmt: skip
        assert text in page, text


def test_products_stand_under_the_words_of_their_tie(client, session):
    area = make_area(session)
    producer = make_producer(session)
    own, _ = make_certified(session, "Miến của xã", on=date(2025, 1, 1), producer=producer)
    other = make_product(session, "Bún của huyện")
    tie(session, own, area)
    tie(session, other, area, link="district")

    page = client.get(f"/vung-nguyen-lieu/{area.code}").get_data(as_text=True)

    assert page.index("Miến của xã") < page.index("Vùng nguyên liệu của cơ sở")
    assert page.index("Vùng nguyên liệu của cơ sở") < page.index("Bún của huyện")
    assert page.index("Bún của huyện") < page.index("Vùng đặc sản")
    assert f'href="/san-pham/{own.slug}"' in page


def test_the_number_of_queries_does_not_grow_with_the_products(client, session):
    def queries(area):
        with statements() as seen:
            assert client.get(f"/vung-nguyen-lieu/{area.code}").status_code == 200
        return len(seen)

    few, many = make_area(session, "Vùng A"), make_area(session, "Vùng B")
    for area, count in ((few, 1), (many, 9)):
        for _ in range(count):
            tie(session, make_product(session), area)

    assert queries(few) == queries(many) > 0


def test_programs_read_a_place_with_its_outline(client, session):
    area = make_area(session, outline=[[106.0, 22.0], [106.2, 22.0], [106.2, 22.1], [106.0, 22.0]])
    page = client.get(f"/vung-nguyen-lieu/{area.code}").get_data(as_text=True)

    (data,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]

    assert data["@type"] == "Place"
    assert data["geo"] == {
        "@type": "GeoShape",
        "polygon": "22.0 106.0 22.0 106.2 22.1 106.2 22.0 106.0",
    }


@pytest.mark.parametrize("code", ["7K3MX9QF2Y", "x"])
def test_an_area_that_is_not_there_is_not_found(client, code):
    assert client.get(f"/vung-nguyen-lieu/{code}").status_code == 404


def test_a_code_typed_in_groups_leads_to_the_one_address(client, session):
    area = make_area(session)

    response = client.get(f"/vung-nguyen-lieu/{area.code.lower()}")

    assert (response.status_code, response.location) == (301, f"/vung-nguyen-lieu/{area.code}")


def test_a_known_border_is_drawn_and_a_known_place_pinned_on_its_province(client, session):
    border = [[105.0, 22.0], [105.1, 22.0], [105.1, 22.1], [105.0, 22.0]]
    drawn = make_area(session, "Vùng có ranh giới", outline=border, lat=22.05, lon=105.05)
    bare = make_area(session, "Vùng chỉ có tên")

    known = client.get(f"/vung-nguyen-lieu/{drawn.code}").get_data(as_text=True)
    unknown = client.get(f"/vung-nguyen-lieu/{bare.code}").get_data(as_text=True)

    assert known.count('class="area-outline"') == 1
    assert known.count("province-map__pin") == 1
    assert "area-outline" not in unknown
    assert "province-map__pin" not in unknown
    assert "Nguồn không cho biết vị trí trong tỉnh." in unknown
