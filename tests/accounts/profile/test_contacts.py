"""Another e-mail or number: proved where the new one reaches, told where the old ones did."""

import pytest

from accounts.people.models import Account
from accounts.people.services.passwords import hash_password
from tests.factories.messages import events, last_code, messages
from tests.factories.people import make_account, signed_in

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def mai(session):
    return make_account(session, email="mai@example.vn", password_hash=hash_password(PASSWORD))


@pytest.fixture
def browser(app, session, mai):
    return signed_in(app, session, mai)


def ask(browser, identifier, password=PASSWORD):
    data = {"identifier": identifier, "password": password}
    return browser.post("/tai-khoan/lien-he", data=data)


def confirm(browser, code):
    return browser.post("/tai-khoan/lien-he/xac-nhan", data={"code": code})


def reached(session, account):
    session.expire_all()
    kept = session.get_one(Account, account.id)
    return kept.email, kept.phone


def test_a_number_is_added_after_its_code_comes_back(session, browser, mai):
    answer = ask(browser, "0912 345 678")
    assert (answer.status_code, answer.location) == (303, "/tai-khoan/lien-he/xac-nhan")
    assert reached(session, mai) == ("mai@example.vn", None)

    assert confirm(browser, last_code(session)).location == "/tai-khoan"

    assert reached(session, mai) == ("mai@example.vn", "+84912345678")
    assert events(session) == ["accounts.contact_code", "accounts.contact_changed"]
    assert messages(session)[-1].email == "mai@example.vn"


def test_a_new_address_is_told_to_the_old_one(session, browser, mai):
    ask(browser, "mai.moi@example.vn")
    confirm(browser, last_code(session))

    assert reached(session, mai) == ("mai.moi@example.vn", None)
    assert [message.email for message in messages(session)] == [
        "mai.moi@example.vn",
        "mai@example.vn",
    ]


def test_what_another_has_is_answered_alike_and_stays_theirs(session, browser, mai):
    other = make_account(session, email="binh@example.vn")
    session.commit()

    assert ask(browser, "binh@example.vn").status_code == 303
    assert events(session) == ["accounts.contact_known"]
    assert confirm(browser, last_code(session)).status_code == 422

    assert reached(session, mai) == ("mai@example.vn", None)
    assert reached(session, other) == ("binh@example.vn", None)


def test_without_the_password_no_code_is_sent(session, browser):
    answer = ask(browser, "0912345678", "wrong")

    assert answer.status_code == 422
    assert "Mật khẩu không đúng" in answer.text.split('id="password-note">')[1]
    assert events(session) == []


def test_a_code_serves_the_account_it_was_asked_for_alone(app, session, browser):
    other = make_account(session)
    elsewhere = signed_in(app, session, other)
    ask(browser, "0912345678")
    elsewhere.set_cookie("ma-contact", browser.get_cookie("ma-contact").value)

    assert confirm(elsewhere, last_code(session)).status_code == 422
    assert reached(session, other)[1] is None
