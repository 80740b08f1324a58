"""`/api/v1/my/products/<code>`: nothing is changed without saying which version it is based on."""

import pytest

from core.access.roles import Role
from marketplace.offers.models import Offer
from tests.marketplace.listings.test_walk import desk  # noqa: F401 - a fixture


@pytest.fixture
def address(desk):  # noqa: F811
    return f"/api/v1/my/products/{desk.product.code}"


@pytest.fixture
def owner(desk):  # noqa: F811
    return desk.owner()


def test_what_is_read_can_be_changed_and_is_public_at_once(desk, client, owner, address):  # noqa: F811
    read = owner.get(address)
    assert read.json["price_dong"] == 95_000

    answer = owner.patch(
        address,
        json={"price_dong": 120_000, "stock": 9, "paused_until": None},
        headers={"If-Match": read.headers["ETag"]},
    )

    assert answer.status_code == 200
    assert answer.headers["ETag"] != read.headers["ETag"]
    assert (answer.json["price_dong"], answer.json["stock"]) == (120_000, 9)
    assert desk.api(client)["price_dong"] == 120_000


def test_a_change_without_a_version_or_over_an_old_one_changes_nothing(session, owner, address):
    old = owner.get(address).headers["ETag"]

    assert owner.patch(address, json={"stock": 1}).status_code == 428
    assert owner.patch(address, json={"stock": 8}, headers={"If-Match": old}).status_code == 200
    late = owner.patch(address, json={"stock": 2}, headers={"If-Match": old})

    assert (late.status_code, late.json["code"]) == (412, "precondition_failed")
    assert owner.get(address).json["stock"] == 8


@pytest.mark.parametrize(
    "body",
    [
        {"price_dong": -1}, {"price_dong": "125000"}, {"price_dong": 1.5}, {"price_dong": True},
        {"price_dong": 2**70}, {"price_dong": None}, {"stock": -1}, {"stock": 2**31},
        {"paused_until": "mai"}, {"paused_until": "2020-01-01"}, {"name": "Khác"}, [], "x",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_field(session, owner, address, body):
    tag = owner.get(address).headers["ETag"]

    answer = owner.patch(address, json=body, headers={"If-Match": tag})

    assert (answer.status_code, answer.json["code"]) == (422, "invalid_parameter")
    assert answer.json["errors"][0]["detail"]
    assert owner.get(address).headers["ETag"] == tag


def test_a_helper_changes_no_price_here_either(desk, session, address):  # noqa: F811
    helper = desk.browser(Role.PRODUCER_HELPER, desk.scope)
    tag = {"If-Match": helper.get(address).headers["ETag"]}

    assert helper.patch(address, json={"price_dong": 5_000}, headers=tag).status_code == 403
    assert helper.patch(address, json={"stock": 3}, headers=tag).status_code == 200
    session.expire_all()
    assert session.get(Offer, desk.offer.id).price_dong == 95_000


def test_strangers_are_asked_who_they_are(client, address):
    assert client.get(address).status_code == 401
    assert client.patch(address, json={}, headers={"If-Match": "*"}).status_code == 401
