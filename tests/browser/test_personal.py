"""The visitor's own name is filled in by a module; without script the link stands as it is."""

import pytest

from tests.browser.test_pages import AXE, broken_rules, look
from tests.factories.people import make_account, signed_in

LINK = "[data-personal=account]"
WORD = f"{LINK} [data-own-word]"


@pytest.fixture
def cookie(app, session, site):
    """The cookie of somebody who is signed in."""
    client = signed_in(app, session, make_account(session, full_name="Trần Thị Hoa"))
    return [{"name": "phien", "value": client.get_cookie("phien").value, "url": site}]


def test_the_visitors_own_name_is_filled_in(browser, site, cookie):
    page = look(browser, site, "/tra-cuu")
    page.context.add_cookies(cookie)
    page.goto(site + "/san-pham")
    page.wait_for_function(
        "word => document.querySelector(word).textContent == 'Trần Thị Hoa'", arg=WORD
    )

    assert page.faults == []
    page.evaluate(AXE)
    assert broken_rules(page) == []
    page.context.close()


def test_a_stranger_sees_the_plain_link_which_works_without_script(browser, site):
    page = look(browser, site, "/", java_script_enabled=False)
    assert page.locator(WORD).text_content() == "Tài khoản"
    page.click(LINK)

    assert page.url.startswith(f"{site}/dang-nhap")
    page.context.close()
