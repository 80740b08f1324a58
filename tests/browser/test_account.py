"""One's own account in a browser: every page and every refusal, by phone and without script."""

import html5lib
import pytest

from accounts.people.services.passwords import hash_password
from tests.browser.conftest import PHONE
from tests.browser.test_pages import AXE, BEYOND, broken_rules, look, new_tab, walk
from tests.factories.messages import last_code
from tests.factories.people import make_account, signed_in

PASSWORD = "mot-mat-khau-dai"
PAGES = {
    path: path
    for path in (
        "/tai-khoan", "/tai-khoan/mat-khau", "/tai-khoan/phien", "/tai-khoan/lien-he",
        "/tai-khoan/lien-he/xac-nhan",
    )
}  # fmt: skip


@pytest.fixture
def person(app, session, site):
    account = make_account(session, full_name="Trần Thị Hoa", password_hash=hash_password(PASSWORD))
    signed_in(app, session, account)
    return signed_in(app, session, account)


def test_no_page_of_an_account_shuts_anybody_out(browser, site, person):
    broken = {}
    page = new_tab(browser, viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    cookie = {"name": "phien", "value": person.get_cookie("phien").value, "url": site}
    page.context.add_cookies([cookie])
    for name in walk(page, site, PAGES):
        page.evaluate(AXE)
        page.emulate_media(color_scheme="light")
        if wrong := broken_rules(page):
            broken[name] = wrong
        page.emulate_media(color_scheme="dark")
        if wrong := broken_rules(page, "rule", ["color-contrast", "link-in-text-block"]):
            broken[name, "dark"] = wrong
        if wide := page.evaluate(BEYOND):
            broken[name] = wide
        if page.faults:
            broken[name] = page.faults.copy()

    assert broken == {}


def test_every_page_of_an_account_is_well_formed_and_has_one_heading(person):
    answers = {path: person.get(path) for path in PAGES}
    answers["wrong"] = person.post("/tai-khoan/mat-khau", data={"old_password": "x"})
    for path, answer in answers.items():
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(answer.text)

        assert parser.errors == [], path
        assert len(tree.findall(".//h1")) == 1, path


def test_signing_up_works_without_script_and_says_what_is_wrong(browser, site, session):
    page = look(browser, site, "/dang-nhap", viewport=PHONE, java_script_enabled=False)
    page.click("main >> text=Đăng ký")
    page.fill("#identifier", "0912 345 678")
    page.fill("#full_name", "UBND xã")
    page.fill("#password", PASSWORD)
    page.click("text=Gửi mã xác nhận")
    assert page.input_value("#identifier") == "0912 345 678"
    assert "giống tên cơ quan" in page.inner_text("#full_name-note")

    page.fill("#full_name", "Trần Thị Hoa")
    page.fill("#password", PASSWORD)
    page.click("text=Gửi mã xác nhận")
    page.fill("#code", last_code(session))
    page.click("main >> button:has-text('Xác nhận')")

    assert page.url == f"{site}/tai-khoan"
    assert "Trần Thị Hoa" in page.inner_text("main")
    page.context.close()
