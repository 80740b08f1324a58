"""Typing a code by hand."""

from datetime import date

import pytest

from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind, CodeStatus
from tests.factories.catalogue import make_certified, make_product

CODE = "7K3MX9QF2Z"
GTIN = "08938505970011"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "7k3mx-9qf2z",
        " 7k3 mx 9qf2z ",
        f"https://ocop.vn/{CODE}",
        f"ocop.vn/{CODE.lower()}?lang=en",
        f"http://OCOP.VN/{CODE}/",
        f"{CODE}.",
        f"\u200e{CODE}\u200b",
        f"Mã {CODE}, xem https://chosao.vn/{CODE}?utm_source=zalo",
    ],
)
def test_a_code_leads_to_its_page_however_it_is_typed(client, typed):
    response = client.get("/tra-cuu", query_string={"ma": typed})

    assert (response.status_code, response.location) == (303, f"/{CODE}")


@pytest.mark.parametrize(
    "typed",
    [
        GTIN,
        "8938505970011",
        "893 8505 97001 1",
        "(01)08938505970011",
        "\u200e8938505970011",
        f"]C101{GTIN}",
        f"https://x.vn/01/{GTIN[1:]}",
    ],
)
def test_the_digits_under_a_barcode_lead_to_the_product(client, session, typed):
    product, _ = make_certified(session, on=date(2025, 1, 1), gtin=GTIN)

    assert client.get("/tra-cuu", query_string={"ma": typed}).location == f"/{product.code}"


def test_a_code_typed_with_telex_on_leads_to_its_page(client):
    assert client.get("/tra-cuu?ma=2345Đ6789").location == "/2345DD6789"


def test_two_codes_are_asked_about(client, session):
    product = make_product(session, "Mật ong")

    response = client.get("/tra-cuu", query_string={"ma": f"{CODE} hay {product.code}?"})

    assert response.status_code == 300
    assert "hãy chọn một" in response.text
    assert f'href="/{CODE}"' in response.text
    assert f'href="/{product.code}"' in response.text
    assert "– Mật ong" in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_a_code_in_pieces_beside_another_is_asked_about_only_if_it_was_issued(client, session):
    other, typed = "0CP8Y4T6WD", f"mã 0cp8 y4t6 wd và {CODE}"
    assert client.get(f"/tra-cuu?ma={typed}").location == f"/{CODE}"

    session.add(IssuedCode(code=other, kind=CodeKind.PRODUCT, status=CodeStatus.ACTIVATED))
    session.flush()

    assert client.get(f"/tra-cuu?ma={typed}").status_code == 300
    assert client.get(f"/{typed}", follow_redirects=True).status_code == 300


def test_a_code_and_the_barcode_of_the_same_product_are_one(client, session):
    product = make_product(session, gtin=GTIN)

    typed = f"{product.code}, mã vạch 8938505970011"

    assert client.get("/tra-cuu", query_string={"ma": typed}).location == f"/{product.code}"


def test_a_word_is_a_code_only_where_it_was_issued(client, session):
    word, typed = "JFVBRSZBTV", {"ma": "xin jfvbrszbtv nhé"}
    assert client.get("/tra-cuu", query_string=typed).status_code == 422

    session.add(IssuedCode(code=word, kind=CodeKind.PRODUCT, status=CodeStatus.ACTIVATED))
    session.flush()

    assert client.get("/tra-cuu", query_string=typed).location == f"/{word}"


def test_what_a_scanner_sends_between_two_parts_is_kept_and_shown(client, session):
    make_product(session, gtin=GTIN)

    good = client.get("/tra-cuu", query_string={"ma": f"01{GTIN}10L1\x1d21S1"})
    bad = client.get("/tra-cuu", query_string={"ma": f"01{GTIN}10L1\x1d99"})

    assert good.location == f"/01/{GTIN}/10/L1/21/S1"
    assert f'value="01{GTIN}10L1␝99"' in bad.text


def test_a_parcel_is_left_to_the_resolver(client):
    response = client.get("/tra-cuu?ma=089385050000000015")

    assert response.location == "/00/089385050000000015"


def test_a_pasted_digital_link_is_resolved(client):
    response = client.get("/tra-cuu", query_string={"ma": f"https://x.vn/01/{GTIN}/10/A%2FB"})

    assert response.location == f"/01/{GTIN}/10/A%2FB"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("http://localhost/san-pham/mien-dong", "/san-pham/mien-dong"),
        ("localhost:8000/san-pham/mien-dong?utm_source=zalo", "/san-pham/mien-dong"),
        ("Xem http://localhost/co-so/htx-tai-hoan.", "/co-so/htx-tai-hoan"),
        ("https://LOCALHOST/tinh/thai-nguyen/", "/tinh/thai-nguyen"),
    ],
)
def test_a_pasted_address_of_our_own_opens_that_page(client, typed, path):
    response = client.get("/tra-cuu", query_string={"ma": typed})

    assert (response.status_code, response.location) == (303, path)


@pytest.mark.parametrize(
    "typed",
    [
        "https://evil.example/san-pham/mien-dong",
        "http://localhost@evil.example/san-pham/mien-dong",
        "http://localhost/khong-co",
        "http://localhost/",
    ],
)
def test_any_other_address_leads_nowhere(client, typed):
    assert client.get("/tra-cuu", query_string={"ma": typed}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("7K3MX9", "Đọc được 7K3MX9: còn thiếu 4 ký tự."),
        ("7K3MX9QF2ZZ", "Đọc được 7K3MX9QF2ZZ: thừa 1 ký tự."),
        ("7k3mx9qf2y", "Đọc được 7K3MX-9QF2Y."),
        ("xin chào", "Không thấy mã nào"),
        ("89385059700", "Đọc được 11 chữ số: 89385059700."),
        ("(10)L1", "còn thiếu số của sản phẩm: (01)"),
        ("(01)08938505970012", "Chữ số kiểm tra không đúng"),
        ("(01)0893", "Đọc được (01) 0893: còn thiếu 10 ký tự."),
        ("(01)08938505970011(10)" + "A" * 21, "thừa 1 ký tự"),
        ("(01)08938505970011(17)271331", "không phải ngày"),
        ("(01)0893850597001A", "không đúng quy tắc của mã vạch GS1"),
        ("7K3MX9QF2Y", "Sai ký tự, kiểm tra lại"),
        ("ộộộộộộộộộộ", "không có chữ U."),
        ("8938505970012", "Số mã vạch không đúng"),
        ("8.93851E+12", "bảng tính đã làm tròn số mã vạch"),
        ("https://example.com/", "không phải địa chỉ in trên tem"),
        ("https://x.vn/01/8938505970011", "Đọc được (01) 8938505970011: còn thiếu 1 ký tự."),
        ("http://[", "không phải địa chỉ in trên tem"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client, typed, message):
    response = client.get("/tra-cuu", query_string={"ma": typed})

    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert message in page
    assert f'value="{typed}"' in page


def test_a_barcode_nobody_declared_says_so(client, session):
    make_product(session)

    response = client.get("/tra-cuu", query_string={"ma": "8938505970011"})

    assert response.status_code == 404
    assert "Mã vạch này chưa có trong hệ thống" in response.get_data(as_text=True)


@pytest.mark.parametrize("query", ["", "?ma=", "?ma=%20"])
def test_nothing_typed_shows_the_form(client, query):
    response = client.get(f"/tra-cuu{query}")

    assert response.status_code == 200
    assert 'aria-invalid="true"' not in response.get_data(as_text=True)
