"""Home, producer, province and certificate pages."""

import pytest


def test_the_front_page_says_what_ocop_is_and_shows_what_is_in_force(client, catalogue):
    text = client.get("/").text

    assert "Mỗi xã một sản phẩm" in text
    assert "Miến dong Tài Hoan" in text
    assert "Chè Tân Cương" not in text
    assert text.count('class="province-map__place') == 34


def test_a_producer_page_lists_its_products_in_force_first(client, catalogue):
    text = client.get(f"/co-so/{catalogue['producer'].slug}").text

    assert text.index("Miến dong Tài Hoan") < text.index("Chè Tân Cương")
    assert "Hợp tác xã" in text


def test_a_province_page_names_the_provinces_it_joined(client, catalogue):
    text = client.get("/tinh/bac-ninh").text

    assert "Bắc Giang" in text
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
    ["/co-so/x", "/tinh/atlantis", "/chung-nhan/xyz", "/chung-nhan/7K3MX9QF2Z", "/san-pham/x"],
)  # fmt: skip
def test_what_is_not_there_is_a_page_with_a_way_on(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert 'href="/san-pham"' in answer.text
