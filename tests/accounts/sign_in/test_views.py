"""Signing in and out: who comes in, what the others hear, and what a copied cookie is worth."""

import pytest

from accounts.people.services.passwords import hash_password
from core.clock import now
from tests.factories.people import make_account, signed_in

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def mai(session):
    account = make_account(
        session, email="mai@example.vn", phone="+84912345678", password_hash=hash_password(PASSWORD)
    )
    session.commit()
    return account


def enter(client, identifier, password=PASSWORD, **more):
    return client.post("/dang-nhap", data={"identifier": identifier, "password": password, **more})


@pytest.mark.parametrize(
    "typed", ["mai@example.vn", " MAI@example.VN ", "0912 345 678", "+84912345678"]
)
def test_a_person_signs_in_by_mail_or_phone_however_it_is_typed(client, mai, typed):
    answer = enter(client, typed, next="/san-pham?q=tra")

    assert (answer.status_code, answer.location) == (303, "/san-pham?q=tra")
    assert "HttpOnly" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https:evil.example", "/\\evil", "@evil"])
def test_nobody_is_led_to_another_site(client, mai, elsewhere):
    assert enter(client, "mai@example.vn", next=elsewhere).location == "/"


@pytest.mark.parametrize(
    ("identifier", "password"), [("mai@example.vn", "wrong"), ("nobody@example.vn", PASSWORD)]
)
def test_what_is_wrong_is_said_alike_for_known_and_unknown_people(
    client, mai, identifier, password
):
    answer = enter(client, identifier, password)

    assert answer.status_code == 422
    assert "E-mail, số điện thoại hoặc mật khẩu không đúng." in answer.text
    assert f'value="{identifier}"' in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("fact", ["locked_at", "deleted_at"])
def test_who_is_locked_or_gone_does_not_come_in(client, session, mai, fact):
    setattr(session.merge(mai), fact, now())
    session.commit()

    assert enter(client, "mai@example.vn").status_code == 422


def test_after_signing_out_a_copy_of_the_cookie_is_worth_nothing(app, client, session, mai):
    browser = signed_in(app, session, mai)
    copy = browser.get_cookie("phien").value

    assert browser.post("/dang-xuat").status_code == 303
    client.set_cookie("phien", copy)
    assert client.get("/").status_code == 200
    assert browser.get_cookie("phien") is None
