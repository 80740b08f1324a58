"""Home, producer, province and certificate pages."""

import re
from datetime import timedelta

import pytest

from core.clock import today
from tests.factories.catalogue import make_certified, make_product


def test_the_front_page_says_what_ocop_is_and_shows_what_is_in_force(client, catalogue):
    text = client.get("/").text

    assert "Mỗi xã một sản phẩm" in text
    assert "Miến dong Tài Hoan" in text
    assert "Chè Tân Cương" not in text
    assert text.count('class="province-map__place') == 34


def test_the_front_page_offers_each_number_of_stars_with_what_is_in_force(client, catalogue):
    text = client.get("/").text

    offer = re.compile(r'class="level" href="([^"]+)".*?class="level__count">([^<]+)<', re.DOTALL)
    offers = offer.findall(text)
    assert offers == [
        ("/san-pham?sao=5", "1 sản phẩm còn hạn"),
        ("/san-pham?sao=4", "0 sản phẩm còn hạn"),
        ("/san-pham?sao=3", "0 sản phẩm còn hạn"),
        ("/san-pham?chung_nhan=tiem-nang", "1 sản phẩm"),
    ]


def test_the_newest_are_shown_with_each_picture_once_before_any_twice(client, session, indexed):
    day = today()
    for ago, drawing in ((3, "honey"), (2, "honey"), (4, "tea")):
        make_certified(session, f"Món {ago}", on=day - timedelta(days=ago), print=drawing)
    session.commit()
    indexed()

    text = client.get("/").text

    shown = re.findall(r'class="product-card__link"[^>]*>([^<]+)<', text)
    assert shown == ["Món 2", "Món 4", "Món 3"]


def test_a_place_on_paper_is_not_said_twice(client, session):
    same = make_product(session, "Cùng nơi", province="Cà Mau", printed_province="Cà Mau")
    moved = make_product(session, "Khác nơi", province="Bắc Ninh", printed_province="Bắc Giang")

    assert "trên giấy tờ" not in client.get(f"/san-pham/{same.slug}").text
    assert "trên giấy tờ" in client.get(f"/san-pham/{moved.slug}").text


def test_a_producer_page_lists_its_products_in_force_first(client, catalogue):
    text = client.get(f"/co-so/{catalogue['producer'].slug}").text

    assert text.index("Miến dong Tài Hoan") < text.index("Chè Tân Cương")
    assert "Hợp tác xã" in text


def test_a_province_page_names_the_provinces_it_joined(client, catalogue):
    text = client.get("/tinh/bac-ninh").text

    assert "gồm cả Bắc Giang cũ" in re.sub("<[^>]+>", "", text)
    assert "Mật ong rừng" in text
    assert "Miến dong" not in text


def test_a_former_province_leads_to_the_one_it_joined(client, catalogue):
    answer = client.get("/tinh/bac-giang")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/tinh/bac-ninh")


def test_a_certificate_page_shows_its_time_line(client, catalogue):
    text = client.get(f"/chung-nhan/{catalogue['paper'].code}").text

    assert "Được công nhận 5 sao" in text
    assert "Quyết định 12/QĐ-UBND" in text
    assert "Hôm nay: còn hiệu lực" in text


def test_a_code_typed_in_small_letters_leads_to_the_one_address(client, catalogue):
    code = catalogue["paper"].code
    answer = client.get(f"/chung-nhan/{code.lower()}")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/chung-nhan/{code}")


@pytest.mark.parametrize(
    "path",
    ["/co-so/x", "/tinh/atlantis", "/chung-nhan/xyz", "/san-pham/x"],
)  # fmt: skip
def test_what_is_not_there_is_a_page_with_a_way_on(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert 'href="/san-pham"' in answer.text
