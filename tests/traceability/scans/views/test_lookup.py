"""Typing a code by hand."""

from datetime import date

import pytest

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
    ],
)
def test_a_code_leads_to_its_page_however_it_is_typed(client, typed):
    response = client.get("/tra-cuu", query_string={"ma": typed})

    assert (response.status_code, response.location) == (303, f"/{CODE}")


@pytest.mark.parametrize("typed", [GTIN, "8938505970011", "893 8505 97001 1"])
def test_the_digits_under_a_barcode_lead_to_the_product(client, session, typed):
    product, _ = make_certified(session, on=date(2025, 1, 1), gtin=GTIN)

    assert client.get("/tra-cuu", query_string={"ma": typed}).location == f"/{product.code}"


def test_a_pasted_digital_link_is_resolved(client):
    response = client.get("/tra-cuu", query_string={"ma": f"https://x.vn/01/{GTIN}/10/A%2FB"})

    assert response.location == f"/01/{GTIN}/10/A%2FB"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7K3MX9", "bạn đã gõ 6."),
        ("7K3MX9QF2Y", "Sai ký tự, kiểm tra lại"),
        ("ộộộộộộộộộộ", "không có chữ U."),
        ("8938505970012", "Số mã vạch không đúng"),
        ("https://example.com/", "không phải địa chỉ in trên tem"),
        ("https://x.vn/01/8938505970011", "không phải địa chỉ in trên tem"),
        ("http://[", "không phải địa chỉ in trên tem"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client, typed, said):
    response = client.get("/tra-cuu", query_string={"ma": typed})

    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert said in page
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
