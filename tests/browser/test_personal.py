"""The visitor's own number is filled in by a module; without script the link stands as it is."""

import pytest
from flask import session

from core.composition import Services
from core.web.personal import PersonalPart, PersonalParts, PersonalValue
from tests.browser.test_pages import AXE, broken_rules, look


def visitor():
    return PersonalValue(word=session.get("name"), count=session.get("things", 0))


PART = PersonalPart(
    name="cart", icon="cart", href=lambda: "/tra-cuu", word=lambda: "Giỏ hàng", value=visitor
)
LINK = "[data-personal=cart]"


@pytest.fixture
def cookie(app, site, monkeypatch):
    """The cookie of somebody with three things in the cart."""
    monkeypatch.setitem(Services.of(app)[PersonalParts].parts, "cart", PART)
    client = app.test_client()
    with client.session_transaction() as brought:
        brought["name"], brought["things"] = "Giỏ của Mai", 3
    return [{"name": "session", "value": client.get_cookie("session").value, "url": site}]


def test_the_visitors_own_word_and_number_are_filled_in(browser, site, cookie):
    page = look(browser, site, "/tra-cuu")
    page.context.add_cookies(cookie)
    page.goto(site + "/san-pham")
    page.wait_for_selector(f"{LINK} [data-personal-count]:not([hidden])")

    assert page.inner_text(LINK).split() == ["Giỏ", "của", "Mai", "3"]
    assert page.faults == []
    page.context.close()


def test_who_has_nothing_sees_the_plain_link(browser, site, cookie):
    page = look(browser, site, "/")
    page.wait_for_load_state("networkidle")

    assert page.locator(f"{LINK} [data-personal-count]").is_hidden()
    assert page.locator(f"{LINK} [data-personal-word]").text_content() == "Giỏ hàng"
    page.context.close()


def test_without_script_the_link_leads_on(browser, site, cookie):
    page = look(browser, site, "/", java_script_enabled=False)
    page.context.add_cookies(cookie)
    page.click(LINK)

    assert page.url == f"{site}/tra-cuu"
    page.context.close()


def test_the_link_shuts_nobody_out(browser, site, cookie):
    page = look(browser, site, "/san-pham", bypass_csp=True, reduced_motion="reduce")
    page.evaluate(AXE)

    assert broken_rules(page) == []
    page.context.close()
