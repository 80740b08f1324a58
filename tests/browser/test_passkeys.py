"""Passkeys in Chromium with its virtual authenticator: added, used, refused, not at a number."""

import pytest
from sqlalchemy import func, select

from accounts.people.services.passwords import hash_password
from accounts.second_factor.models import Passkey, PasskeyChallenge
from tests.browser.conftest import PHONE
from tests.browser.test_pages import AXE, broken_rules, new_tab
from tests.factories.people import make_account

PASSWORD = "mot-mat-khau-dai"
PAGE = "/tai-khoan/hai-buoc"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def local(site):
    """The same server by a name, as `make run` answers too."""
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def tab(browser, session, local):
    make_account(session, email="hoa@example.vn", password_hash=hash_password(PASSWORD))
    session.commit()
    page = new_tab(browser, viewport=PHONE, bypass_csp=True)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.devtools = devtools
    yield page
    page.context.close()


def sign_in(page, site, next_=PAGE):
    page.goto(f"{site}/dang-nhap?next={next_}")
    page.fill("input[name=identifier]", "hoa@example.vn")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form[action$='dang-nhap'] button[type=submit]")


def rows(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_key_is_added_and_then_takes_the_second_step(session, tab, local):
    sign_in(tab, local)
    tab.wait_for_selector("[data-passkey-new]:not([hidden])")
    tab.evaluate(AXE)
    assert broken_rules(tab) == []
    tab.fill("#key-name", "Máy của Hoa")
    tab.click("[data-passkey-new] button")
    tab.wait_for_selector("text=Máy của Hoa")
    assert rows(session, Passkey) == 1
    tab.context.clear_cookies()

    sign_in(tab, local, "/tai-khoan/phien")
    tab.wait_for_url("**/dang-nhap/buoc-hai?next=/tai-khoan/phien")
    tab.click("[data-passkey-step] button")
    tab.wait_for_url("**/tai-khoan/phien")

    assert rows(session, PasskeyChallenge) == 0
    assert tab.faults == []


def test_another_key_is_refused_with_a_sentence(session, tab, local):
    sign_in(tab, local)
    tab.click("[data-passkey-new] button")
    tab.wait_for_selector("text=Điện thoại của tôi")
    tab.context.clear_cookies()
    session.execute(Passkey.__table__.update().values(public_key=b"another"))
    session.commit()

    sign_in(tab, local)
    tab.click("[data-passkey-step] button")

    tab.wait_for_selector("[data-passkey-refused]:not([hidden])")
    assert "buoc-hai" in tab.url


def test_none_is_offered_where_the_site_is_a_number(tab, site):
    sign_in(tab, site)

    assert tab.locator("[data-passkey-new]").count() == 0
    assert tab.locator("text=Thêm ứng dụng xác minh").count() == 1
