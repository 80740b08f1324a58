"""One's own password, changed by whoever knows the old one."""

import pytest

from accounts.people.models import Account
from accounts.people.services.passwords import hash_password, is_password
from tests.factories.messages import events
from tests.factories.people import make_account, signed_in

OLD, NEW = "mot-mat-khau-dai", "mot-mat-khau-khac"


@pytest.fixture
def mai(session):
    return make_account(session, email="mai@example.vn", password_hash=hash_password(OLD))


def change(browser, old=OLD, new=NEW):
    return browser.post("/tai-khoan/mat-khau", data={"old_password": old, "new_password": new})


def has(session, account, password):
    session.expire_all()
    return is_password(password, session.get_one(Account, account.id).password_hash)


def test_a_new_password_ends_all_other_sessions_and_is_told(app, session, mai):
    here, phone = signed_in(app, session, mai), signed_in(app, session, mai)

    answer = change(here)

    assert (answer.status_code, answer.location) == (303, "/tai-khoan")
    assert has(session, mai, NEW)
    assert here.get("/tai-khoan").status_code == 200
    assert phone.get("/tai-khoan").status_code == 303
    assert events(session) == ["accounts.password_changed"]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (("wrong", NEW), "old_password", "Mật khẩu không đúng"),
        (("", NEW), "old_password", "đang dùng"),
        ((OLD, "short"), "new_password", "ít nhất 8 ký tự"),
        ((OLD, "Nguyễn Thị Mai"), "new_password", "không được trùng"),
        ((OLD, ""), "new_password", "Hãy chọn"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(app, session, mai, typed, field, sentence):
    here, phone = signed_in(app, session, mai), signed_in(app, session, mai)

    answer = change(here, *typed)

    assert answer.status_code == 422
    assert sentence in answer.text.split(f'id="{field}-note">')[1].split("</p>")[0]
    assert has(session, mai, OLD)
    assert phone.get("/tai-khoan").status_code == 200
    assert events(session) == []


def test_whoever_finds_a_browser_signed_in_does_not_guess_the_password_there(app, session, mai):
    here = signed_in(app, session, mai)
    for _ in range(10):
        change(here, "wrong")

    assert "Đã thử quá nhiều lần" in change(here).text
    assert has(session, mai, OLD)
