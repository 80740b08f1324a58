"""A forgotten password: set anew by a code, and every other way in is shut."""

from accounts.people.models import Account
from accounts.people.services.passwords import hash_password, is_password
from tests.accounts.sign_in.test_views import PASSWORD, enter
from tests.factories.messages import events, last_code
from tests.factories.people import make_account, signed_in
from tests.statements import statements

NEW = "mot-mat-khau-khac"


def forget(client, identifier="mai@example.vn"):
    return client.post("/quen-mat-khau", data={"identifier": identifier})


def reset(client, code, password=NEW):
    return client.post("/quen-mat-khau/dat-lai", data={"code": code, "password": password})


def mai(session, **facts):
    account = make_account(
        session, email="mai@example.vn", password_hash=hash_password(PASSWORD), **facts
    )
    session.commit()
    return account


def test_a_code_sets_a_new_password_and_ends_all_sessions(app, client, session):
    account = mai(session)
    browser = signed_in(app, session, account)

    assert forget(client).location == "/quen-mat-khau/dat-lai"
    answer = reset(client, last_code(session))

    assert (answer.status_code, answer.location) == (303, "/dang-nhap")
    assert "Đã đặt mật khẩu mới" in client.get("/dang-nhap").text
    assert browser.get("/tai-khoan").status_code == 303
    assert enter(client, "mai@example.vn").status_code == 422
    assert enter(client, "mai@example.vn", NEW).status_code == 303
    assert events(session) == ["accounts.reset_code", "accounts.password_changed"]


def test_somebody_unknown_or_locked_is_answered_alike_by_the_same_work(client, session):
    mai(session)
    make_account(session, email="locked@example.vn", locked_at="2026-01-01")
    session.commit()
    forget(client)  # what is asked once in a process is asked

    answers, works = [], []
    for identifier in ("mai@example.vn", "locked@example.vn", "nobody@example.vn"):
        with statements() as work:
            answers.append(forget(client, identifier))
        works.append(work)

    assert works[0] == works[1] == works[2]
    assert {answer.location for answer in answers} == {"/quen-mat-khau/dat-lai"}
    assert events(session)[1:] == ["accounts.reset_code", *["accounts.reset.nobody"] * 2]
    assert reset(client, last_code(session)).status_code == 422


def test_what_others_know_of_somebody_is_no_new_password(client, session):
    account = mai(session)
    forget(client)
    code = last_code(session)

    answer = reset(client, code, "nguyễn thị mai")

    assert answer.status_code == 422
    assert "không được trùng" in answer.text
    session.expire_all()
    assert is_password(PASSWORD, session.get_one(Account, account.id).password_hash)
    assert reset(client, code).status_code == 303


def test_who_was_kept_out_by_a_guesser_comes_in_after_a_reset(client, session):
    mai(session)
    for _ in range(11):
        last = enter(client, "mai@example.vn", "wrong")
    assert last.status_code == 429

    forget(client)
    reset(client, last_code(session))

    assert enter(client, "mai@example.vn", NEW).status_code == 303
