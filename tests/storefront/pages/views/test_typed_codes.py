"""A code typed into the search box leads to the product, before the engine is asked."""

import pytest

from core.codes import printed
from tests.factories.catalogue import make_certificate, make_product

GTIN = "08938505970011"


@pytest.fixture
def no_engine(monkeypatch):
    """Whoever asks it fails."""
    monkeypatch.setattr("storefront.pages.views.listing.find", None)


def search(client, typed):
    return client.get("/san-pham", query_string={"q": typed, "sao": "5"})


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code,
        lambda code: code.lower(),
        printed,
        lambda code: f" {printed(code)}. ",
        lambda code: f"https://chosao.vn/{code}?utm_source=zalo",
        lambda code: f"mã {code} nhé",
        lambda code: f"．{code}．",
    ],
)
def test_a_code_leads_to_its_product(client, session, no_engine, written):
    product = make_product(session, "Mật ong")

    response = search(client, written(product.code))

    assert (response.status_code, response.location) == (303, f"/san-pham/{product.slug}")


@pytest.mark.parametrize(
    "typed", ["8938505970011", "893 8505 97001 1", "(01)08938505970011(10)L1", f"\u200e{GTIN}"]
)
def test_a_barcode_number_leads_to_its_product(client, session, no_engine, typed):
    product = make_product(session, gtin=GTIN)

    assert search(client, typed).location == f"/san-pham/{product.slug}"


def test_the_code_of_a_certificate_leads_to_its_page(client, session, no_engine):
    certificate = make_certificate(session, make_product(session))

    assert search(client, certificate.code).location == f"/{certificate.code}"


def test_two_codes_are_asked_about(client, session, no_engine):
    one, other = make_product(session), make_product(session)

    response = search(client, f"{one.code} {other.code}")

    assert response.location == f"/tra-cuu?ma={one.code}+{other.code}"


@pytest.mark.parametrize(
    "typed",
    [
        "7K3MX9QF2Z", "mật ong 8938505970011", "mien dong", "20261005", "jfvbrszbtv", "OMEGA12345",
        "OMEGA 12345", "vitamin500", "0912345678", "3in1coffee", "gạo 8938505970012",
    ],
)  # fmt: skip
def test_what_is_not_on_record_is_searched_for(client, catalogue, typed):
    assert search(client, typed).status_code == 200


@pytest.mark.parametrize("typed", ["8938505970011", "893.8505.970011", "(01)08938505970011"])
def test_a_barcode_number_nobody_declared_is_told_as_that(client, session, no_engine, typed):
    response = client.get("/san-pham", query_string={"q": typed}, follow_redirects=True)

    assert response.status_code == 404
    assert response.request.path == "/tra-cuu"
    assert "Mã vạch này chưa có trong hệ thống" in response.text
    assert f'value="{typed}"' in response.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("7K3MX9QF2Y", "Sai ký tự"),
        ("7K3MX-9QF2Y.", "Sai ký tự"),
        ("8938505970012", "Số mã vạch không đúng"),
        ("8,93851E+12", "bảng tính đã làm tròn"),
    ],
)
def test_a_code_with_a_mistake_is_told_as_that(client, session, no_engine, typed, message):
    response = client.get("/san-pham", query_string={"q": typed}, follow_redirects=True)

    assert (response.status_code, response.request.path) == (422, "/tra-cuu")
    assert message in response.text
