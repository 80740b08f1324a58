"""Signing in by two steps: what the password alone is worth, and which codes count."""

import pytest
from sqlalchemy import select

from accounts.people.services.passwords import hash_password
from accounts.second_factor.models import RecoveryCode
from accounts.second_factor.services.factors import make_recovery_codes
from core.access.roles import Role
from core.access.sealed_texts import SealedTexts
from core.composition import Services
from tests.factories.people import make_account
from tests.factories.second_factors import code_of, make_app

PASSWORD = "mot-mat-khau-dai"
STEP = "/dang-nhap/buoc-hai"


@pytest.fixture
def hoa(session):
    account = make_account(session, email="hoa@example.vn", password_hash=hash_password(PASSWORD))
    session.commit()
    return account


@pytest.fixture
def secret(app, session, hoa):
    secret = make_app(session, hoa, Services.of(app)[SealedTexts])
    session.commit()
    return secret


@pytest.fixture
def browser(client):
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def enter(client, next_="/tai-khoan"):
    return client.post(
        "/dang-nhap", data={"identifier": "hoa@example.vn", "password": PASSWORD, "next": next_}
    )


def is_in(client):
    return client.get("/api/v1/me").json["authenticated"]


def test_after_the_password_comes_the_code_and_then_the_page_that_was_asked_for(browser, secret):
    first = enter(browser)
    assert first.location == f"{STEP}?next=/tai-khoan"
    assert not is_in(browser)
    assert browser.get("/tai-khoan").location == f"{STEP}?next=/tai-khoan"
    assert 'name="next" value="/tai-khoan"' in browser.get(first.location).text
    half = browser.get_cookie("phien").value

    second = browser.post(STEP, data={"code": code_of(secret), "next": "/tai-khoan"})

    assert (second.status_code, second.location) == (303, "/tai-khoan")
    assert browser.get("/tai-khoan").status_code == 200
    assert browser.get_cookie("phien").value != half


@pytest.mark.parametrize("typed", ["000000", "", "１２３４５６", "abcd-efgh-jkmn", "9" * 50])
def test_a_wrong_code_is_said_at_its_field_and_lets_nobody_in(browser, secret, typed):
    enter(browser)

    answer = browser.post(STEP, data={"code": typed, "next": "/tai-khoan"})

    assert answer.status_code == 422
    assert 'id="code-note"' in answer.text
    assert 'name="next" value="/tai-khoan"' in answer.text
    assert not is_in(browser)


def test_a_code_counts_once_and_a_neighbouring_one_too(app, browser, secret):
    enter(browser)
    assert browser.post(STEP, data={"code": code_of(secret, steps_later=-1)}).status_code == 303
    other = app.test_client()
    other.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    enter(other)

    again = other.post(STEP, data={"code": code_of(secret, steps_later=-1)})
    far = other.post(STEP, data={"code": code_of(secret, steps_later=3)})

    assert (again.status_code, far.status_code) == (422, 422)
    assert other.post(STEP, data={"code": code_of(secret)}).status_code == 303


def test_codes_cannot_be_guessed_one_after_the_other(browser, secret):
    enter(browser)
    statuses = [browser.post(STEP, data={"code": f"00000{n}"}).status_code for n in range(10)]

    last = browser.post(STEP, data={"code": code_of(secret)})

    assert set(statuses) == {422}
    assert last.status_code == 429
    assert not is_in(browser)


def test_a_code_on_paper_stands_in_once(app, session, browser, hoa, secret):
    code = make_recovery_codes(session, session.merge(hoa))[0]
    session.commit()
    enter(browser)
    assert (
        browser.post(STEP, data={"code": f" {code.upper().replace('-', ' ')} "}).status_code == 303
    )

    used = session.scalars(select(RecoveryCode).where(RecoveryCode.used_at.is_not(None))).all()
    assert len(used) == 1
    browser.post("/dang-xuat")
    enter(browser)
    assert browser.post(STEP, data={"code": code}).status_code == 422


def test_whose_role_asks_for_it_is_led_to_set_it_up_before_anything_else(session, browser):
    make_account(
        session, Role.OPERATOR, email="hoa@example.vn", password_hash=hash_password(PASSWORD),
        second_factor_since=None,
    )  # fmt: skip
    session.commit()

    assert enter(browser, "/quan-tri").location == "/tai-khoan/hai-buoc?next=/quan-tri"
    assert browser.get("/tai-khoan").location == "/tai-khoan/hai-buoc?next=/tai-khoan"
    assert browser.get("/tai-khoan/hai-buoc").status_code == 200
    roles = [held["role"] for held in browser.get("/api/v1/me").json["roles"]]
    assert roles == ["consumer"]


def test_trial_accounts_need_none(session, browser):
    make_account(
        session, Role.OPERATOR, email="hoa@example.vn", password_hash=hash_password(PASSWORD),
        second_factor_since=None, is_trial=True,
    )  # fmt: skip
    session.commit()

    assert enter(browser).location == "/tai-khoan"
    assert {held["role"] for held in browser.get("/api/v1/me").json["roles"]} >= {"operator"}


def test_the_second_step_without_a_first_one_leads_to_it(browser, hoa):
    assert browser.get(STEP).location == "/dang-nhap"
    assert browser.post(STEP, data={"code": "000000"}).location == "/dang-nhap"
