"""Who may change something: pages of ours, and programs that are nobody."""

import pytest

from tests.factories.people import make_account, signed_in

OWN, PUBLIC = "http://localhost", "http://localhost"
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "https://localhost"},  # another scheme is another site
    {"Origin": "http://["},
    {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
]
UNSAID = [{}, {"Sec-Fetch-Site": "none"}, {"Origin": "null"}]
OURS = [{"Sec-Fetch-Site": "same-origin"}, {"Origin": OWN}]


@pytest.fixture
def browser(app, session):
    browser = signed_in(app, session, make_account(session))
    del browser.environ_base["HTTP_SEC_FETCH_SITE"]
    return browser


def is_signed_in(browser):
    return browser.get("/tai-khoan").status_code == 200


@pytest.mark.parametrize("headers", [*FOREIGN, *UNSAID])
def test_who_is_signed_in_sends_from_our_pages_alone(browser, headers):
    assert browser.post("/dang-xuat", headers=headers).status_code == 400
    assert is_signed_in(browser)


@pytest.mark.parametrize("headers", OURS)
def test_a_page_of_ours_may_send(browser, headers):
    assert browser.post("/dang-xuat", headers=headers).status_code == 303
    assert not is_signed_in(browser)


def test_a_cart_makes_somebody_of_a_browser(client):
    client.set_cookie("gio", "anything")

    assert client.post("/dang-nhap", data={}).status_code == 400


@pytest.mark.parametrize("address", ["/dang-nhap", "/dang-ky", "/quen-mat-khau"])
@pytest.mark.parametrize("headers", [*FOREIGN, {"Origin": "null"}])
def test_nobody_is_signed_in_or_up_by_another_site(client, address, headers):
    answer = client.post(address, headers=headers)

    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "none"}, *OURS])
def test_who_is_nobody_yet_may_sign_in(client, headers):
    assert client.post("/dang-nhap", headers=headers).status_code == 422


def test_what_is_not_for_everybody_is_stored_by_nobody(browser, client):
    for answer in (browser.get("/tai-khoan"), client.get("/tai-khoan"), client.get("/dang-nhap")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
