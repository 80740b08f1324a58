"""Codes, suggestions, provinces, groups, and the page that explains them."""

import pytest

from core.codes import new_code


def test_a_product_code_leads_to_everything_known(client, catalogue, conforms):
    body = client.get(f"/api/v1/codes/{catalogue['valid'].code}").get_json()

    conforms("ScannedCode", body)
    assert (body["kind"], body["status"], body["lot"]) == ("product", "activated", None)
    assert (body["certificate"]["state"], body["certificate"]["state_at_production"]) == (
        "valid",
        None,
    )
    assert body["product"]["stars"] == 5
    assert body["producer"]["name"] == "HTX Tài Hoan"
    assert [m["code"] for m in body["messages"]] == ["certificate_valid", "area_undeclared"]
    assert all(m["text"] for m in body["messages"])


def test_a_certificate_code_leads_to_its_product(client, catalogue, conforms):
    body = client.get(f"/api/v1/codes/{catalogue['paper'].code}").get_json()

    conforms("ScannedCode", body)
    assert (body["kind"], body["product"]["code"]) == ("certificate", catalogue["valid"].code)
    assert body["certificate"]["code"] == catalogue["paper"].code


def test_a_product_without_certificate_has_the_state_none(client, catalogue, conforms):
    body = client.get(f"/api/v1/codes/{catalogue['bare'].code}").get_json()

    conforms("ScannedCode", body)
    assert (body["certificate"]["state"], body["certificate"]["code"]) == ("none", None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda _: new_code(), "code_unknown"),
        (lambda known: known[:9] + ("0" if known[9] != "0" else "1"), "code_mistyped"),
        (lambda _: "abc", "code_malformed"),
        (lambda _: "٣" * 10, "code_malformed"),
        (lambda _: "x" * 300, "code_malformed"),
    ],
)
def test_a_wrong_code_is_told_apart(client, catalogue, change, code):
    answer = client.get(f"/api/v1/codes/{change(catalogue['valid'].code)}")

    assert answer.status_code == 404
    assert answer.get_json()["code"] == code


def test_suggestions_lead_to_pages(client, catalogue, conforms):
    body = client.get("/api/v1/suggest?q=mien").get_json()

    conforms("Suggestions", body)
    assert body["suggestions"][0] == {
        "text": "Miến dong Tài Hoan",
        "kind": "product",
        "url": f"/san-pham/{catalogue['valid'].slug}",
    }
    assert client.get("/api/v1/suggest?q=").get_json() == {"suggestions": []}


def test_suggestions_come_without_the_engine_too(client, catalogue, engine_away):
    body = client.get("/api/v1/suggest?q=mien").get_json()

    assert [s["text"] for s in body["suggestions"]] == ["Miến dong Tài Hoan"]


def test_provinces_and_groups_count_their_products(client, catalogue, conforms):
    provinces = client.get("/api/v1/provinces").get_json()
    groups = client.get("/api/v1/groups").get_json()

    conforms("Provinces", provinces)
    conforms("Groups", groups)
    counts = {p["slug"]: p["products"] for p in provinces["items"]}
    assert (len(counts), counts["thai-nguyen"], counts["bac-ninh"]) == (34, 4, 1)
    assert [(g["slug"], g["products"]) for g in groups["items"]][:2] == [
        ("thuc-pham", 4),
        ("do-uong", 0),
    ]


def test_the_reference_page_explains_every_address(client, catalogue, document):
    page = client.get("/api/docs")

    assert page.status_code == 200
    for path, item in document["paths"].items():
        assert path in page.text
        for parameter in item["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page.text
    assert f"/api/v1/codes/{catalogue['valid'].code}" in page.text
