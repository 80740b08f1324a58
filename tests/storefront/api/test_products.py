"""The list and the record of products, as other programs read them."""

from datetime import timedelta

import pytest

from certification.certificates.rules.dates import last_valid_day
from core.clock import today
from storefront.index.queries import lag
from tests.factories.catalogue import make_certified, make_event, make_offer
from tests.statements import statements


def names(answer):
    return [item["name"] for item in answer.get_json()["items"]]


def test_a_list_has_the_promised_fields(client, catalogue, conforms):
    body = client.get("/api/v1/products").get_json()

    conforms("ProductPage", body)
    assert (body["total"], body["page"], body["per_page"], body["degraded"]) == (5, 1, 24, False)
    assert body["corrected"] is None
    assert set(body["facets"]) == {"group", "province", "stars", "state"}
    assert body["facets"]["stars"] == [{"value": 5, "count": 1}]


def test_a_product_in_force_shows_its_stars_and_days(client, catalogue):
    item = client.get("/api/v1/products?q=mien+dong").get_json()["items"][0]

    issued = today() - timedelta(days=100)
    assert item["code"] == catalogue["valid"].code
    assert (item["stars"], item["price_dong"], item["in_stock"]) == (5, 95_000, True)
    assert item["producer"]["slug"] == catalogue["producer"].slug
    certificate = item["certificate"]
    assert certificate["state"] == "valid"
    assert certificate["issued_on"] == issued.isoformat()
    assert certificate["expires_on"] == last_valid_day(issued).isoformat()
    assert certificate["issued_between"] is None


@pytest.mark.parametrize(
    ("name", "state"),
    [("lapsed", "expired"), ("unsure", "unconfirmed"), ("potential", "potential")],
)
def test_what_is_not_in_force_has_no_stars(client, catalogue, name, state):
    body = client.get(f"/api/v1/products/{catalogue[name].code}").get_json()

    assert body["stars"] is None
    assert body["certificate"]["state"] == state


def test_a_vague_day_is_given_as_bounds_only(client, catalogue):
    certificate = client.get(f"/api/v1/products/{catalogue['unsure'].code}").get_json()[
        "certificate"
    ]

    assert certificate["issued_on"] is None
    assert certificate["expires_on"] is None
    assert certificate["issued_between"] == [
        (today() - timedelta(days=1250)).isoformat(),
        (today() - timedelta(days=900)).isoformat(),
    ]


def test_a_product_without_certificate_says_null(client, catalogue):
    body = client.get(f"/api/v1/products/{catalogue['bare'].code}").get_json()

    assert (body["certificate"], body["certificates"], body["producer"]) == (None, [], None)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("province=bac-giang", ["Mật ong rừng"]),
        ("province=Bắc Ninh", ["Mật ong rừng"]),
        ("group=thu-cong-my-nghe", ["Giỏ cói"]),
        ("stars=5", ["Miến dong Tài Hoan"]),
        ("stars=4,5", ["Miến dong Tài Hoan"]),
        ("stars=4&stars=5", ["Miến dong Tài Hoan"]),
        ("stars=4", []),
        ("state=expired", ["Chè Tân Cương"]),
        ("min_price=95000&max_price=95000", ["Miến dong Tài Hoan"]),
        ("min_price=95001", []),
        ("in_stock=true", ["Miến dong Tài Hoan"]),
        ("sort=price_asc&in_stock=1", ["Miến dong Tài Hoan"]),
        ("page=400&q=mien", []),
        ("q=&group=&province=&stars=5&min_price=&max_price=&sort=&page=&per_page=",
         ["Miến dong Tài Hoan"]),
    ],
)  # fmt: skip
def test_filters_find_what_they_say(client, catalogue, query, expected):
    assert names(client.get(f"/api/v1/products?{query}")) == expected


def test_pages_follow_each_other(client, catalogue):
    first = client.get("/api/v1/products?per_page=2&sort=name").get_json()
    second = client.get(first["next"]).get_json()
    third = client.get(second["next"]).get_json()

    listed = [item["name"] for page in (first, second, third) for item in page["items"]]
    assert len(set(listed)) == len(listed) == 5
    assert (first["previous"], third["next"], third["pages"]) == (None, None, 3)


def test_a_record_tells_every_certificate_and_event(client, session, catalogue, conforms):
    make_event(session, catalogue["paper"], "revoked", today(), reason="c")
    session.commit()

    body = client.get(f"/api/v1/products/{catalogue['valid'].code}").get_json()

    conforms("Product", body)
    assert body["stars"] is None
    assert [e["kind"] for e in body["certificates"][0]["events"]] == ["granted", "revoked"]
    assert body["certificates"][0]["code"] == catalogue["paper"].code
    assert body["links"]["scan"] == f"http://localhost/{body['code']}"


@pytest.mark.parametrize("typed", [str.lower, lambda code: f"{code[:5]}-{code[5:]}"])
def test_a_code_is_read_as_people_type_it(client, catalogue, typed):
    code = catalogue["valid"].code

    assert client.get(f"/api/v1/products/{typed(code)}").get_json()["code"] == code


def test_a_list_asks_the_database_as_often_for_sixty_as_for_two(
    client, session, indexed, monkeypatch
):
    monkeypatch.setattr(lag, "MEMO_SECONDS", 3_600)  # asked once a second by a whole process

    def queries():
        client.get("/api/v1/products?q=zzzz")  # warms what is kept in memory, but for cards
        with statements() as sent:
            answer = client.get("/api/v1/products?per_page=100")
        return len(sent), answer.get_json()["total"]

    for number in range(2):
        make_offer(session, make_certified(session, f"Trà {number}", on=today())[0], 10_000)
    session.commit()
    indexed()
    few = queries()
    for number in range(2, 60):
        make_certified(session, f"Trà {number}", on=today())
    session.commit()
    indexed()
    many = queries()

    assert (few[1], many[1]) == (2, 60)
    assert few[0] == many[0] <= 3


def test_names_are_found_without_the_engine_and_the_answer_says_so(
    client, catalogue, engine_away, conforms
):
    answer = client.get("/api/v1/products?q=mien+dong")

    body = answer.get_json()
    conforms("ProductPage", body)
    assert body["degraded"] is True
    assert names(answer) == ["Miến dong Tài Hoan"]
    assert answer.headers["Cache-Control"] == "no-store"
