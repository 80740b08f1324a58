"""What is personal is told at one address to its own visitor, and stands on no page."""

import re

import pytest
from flask import session

from core.composition import Services
from core.web.personal import PersonalPart, PersonalParts, PersonalValue


def things_in_the_cart():
    return PersonalValue(count=len(session.get("cart", ())))


CART = PersonalPart(
    name="cart", icon="cart", href=lambda: "/gio-hang", word=lambda: "Giỏ hàng",
    value=things_in_the_cart,
)  # fmt: skip


@pytest.fixture
def with_cart(app, client, monkeypatch):
    monkeypatch.setitem(Services.of(app)[PersonalParts].parts, "cart", CART)
    with client.session_transaction() as brought:
        brought["cart"] = ["a", "b"]
    return client


def test_nothing_is_personal_yet(client):
    answer = client.get("/ca-nhan")

    assert answer.get_json() == {}
    assert "personal" not in client.get("/").text


def test_each_visitor_is_told_its_own_and_nobody_keeps_it(app, with_cart):
    answer = with_cart.get("/ca-nhan")

    assert answer.get_json() == {"cart": {"word": None, "count": 2}}
    assert app.test_client().get("/ca-nhan").get_json()["cart"]["count"] == 0
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.vary


@pytest.mark.parametrize("address", ["/", "/tra-cuu", "/khong-co"])
def test_every_page_has_the_same_link_for_everybody(app, with_cart, address):
    mine, theirs = with_cart.get(address).text, app.test_client().get(address).text

    [link] = re.findall(r"<a [^>]*data-personal=.*?</a>", mine, re.DOTALL)
    assert 'href="/gio-hang"' in link
    assert "Giỏ hàng</span>" in link
    assert link.endswith("data-personal-count hidden></span></a>")
    assert link in theirs
    assert "js/personal.js?v=" in mine
