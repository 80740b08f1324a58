"""Signing in and out: who comes in, what the others hear, and what a copied cookie is worth."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from accounts.people.models import Account
from accounts.people.services.passwords import hash_password, is_password
from accounts.sign_in.models import SignIn
from core.access.roles import Role, Scope, ScopeKind
from core.clock import now
from core.limits.attempts import AttemptCount
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account, signed_in
from tests.statements import statements

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


def test_the_same_work_is_done_for_known_and_unknown_people(client, session, mai):
    make_account(session, email="locked@example.vn", locked_at=now())
    session.commit()
    enter(client, "mai@example.vn", "wrong")  # what is asked once in a process is asked

    works = []
    for identifier in ("mai@example.vn", "locked@example.vn", "nobody@example.vn", "no address"):
        with statements() as work:
            enter(client, identifier, "wrong")
        works.append(work)

    assert works[0] == works[1] == works[2]
    assert len(works[3]) == len(works[0]) - 1  # what is no address or number is not looked for


def test_a_password_is_guessed_ten_times_and_no_more(client, mai):
    answers = [enter(client, "mai@example.vn", f"guess {n}").status_code for n in range(10)]
    refused = enter(client, "mai@example.vn")  # even the right one

    assert answers == [422] * 10
    assert refused.status_code == 429
    assert "Hãy chờ 15 phút" in refused.text
    assert int(refused.headers["Retry-After"]) > 800
    assert 'value="mai@example.vn"' in refused.text
    for n in range(10):
        enter(client, "nobody@example.vn", f"guess {n}")
    unknown = enter(client, "nobody@example.vn")
    assert unknown.status_code == 429
    assert unknown.text.replace("nobody@", "mai@") == refused.text


def test_one_line_does_not_try_a_password_at_every_account(client, mai):
    answers = [enter(client, f"nobody-{n}@example.vn").status_code for n in range(101)]

    assert answers == [422] * 100 + [429]
    assert enter(client, "mai@example.vn").status_code == 429
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    data = {"identifier": "mai@example.vn", "password": PASSWORD}
    assert client.post("/dang-nhap", data=data, environ_overrides=elsewhere).status_code == 303


def test_an_account_is_not_guessed_at_from_many_lines(client, mai):
    data = {"identifier": "mai@example.vn", "password": "wrong"}
    answers = {
        client.post(
            "/dang-nhap", data=data, environ_overrides={"REMOTE_ADDR": f"203.0.113.{n}"}
        ).status_code
        for n in range(50)
    }

    assert answers == {422}
    assert enter(client, "mai@example.vn").status_code == 429


def test_who_comes_in_begins_anew_but_their_line_does_not(client, session, mai):
    for _ in range(9):
        enter(client, "mai@example.vn", "wrong")
    enter(client, "mai@example.vn")

    counts = {row.limit_name: row.attempts for row in session.scalars(select(AttemptCount))}
    assert counts == {"sign_in.source": 9}


def test_a_password_of_ten_thousand_letters_is_one(client, session, mai):
    session.merge(mai).password_hash = hash_password("x" * 9_999 + "y")
    session.commit()

    assert enter(client, "mai@example.vn", "x" * 9_999 + "z").status_code == 422
    assert enter(client, "mai@example.vn", "x" * 10_001).status_code == 422
    assert enter(client, "mai@example.vn", "x" * 9_999 + "y").status_code == 303


def test_a_hash_of_other_costs_is_made_anew_by_signing_in(client, session, mai):
    session.merge(mai).password_hash = PasswordHasher(2, 8, 1).hash(PASSWORD)
    session.commit()

    enter(client, "mai@example.vn")

    session.expire_all()
    kept = session.get_one(Account, mai.id).password_hash
    assert "t=1" in kept
    assert is_password(PASSWORD, kept)


def test_people_are_led_to_the_desk_they_work_at(client, session):
    producer = make_producer(session)
    owner = make_account(
        session, Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, producer.id),
        email="chu@example.vn", password_hash=hash_password(PASSWORD),
    )  # fmt: skip
    session.commit()

    assert enter(client, owner.email).location == "/co-so-cua-toi"
    client.delete_cookie("phien")
    assert enter(client, owner.email, next="/san-pham").location == "/san-pham"


def test_signing_in_makes_a_new_session_and_ends_the_one_before(app, session, mai):
    browser = signed_in(app, session, mai)
    before = browser.get_cookie("phien").value

    enter(browser, "mai@example.vn")

    assert browser.get_cookie("phien").value != before
    rows = session.scalars(select(SignIn).order_by(SignIn.id)).all()
    assert [row.ended_at is None for row in rows] == [False, True]


def test_a_session_is_noted_as_used_once_a_minute(app, session, mai):
    browser = signed_in(app, session, mai)
    (row,) = session.scalars(select(SignIn)).all()
    at = row.seen_at

    with statements() as fresh:
        browser.get("/tai-khoan")
    session.execute(update(SignIn).values(seen_at=at - timedelta(minutes=2)))
    session.commit()
    with statements() as rested:
        browser.get("/tai-khoan")

    assert not any("UPDATE sign_in" in text for text in fresh)
    assert sum("UPDATE sign_in" in text for text in rested) == 1
    session.expire_all()
    assert session.get_one(SignIn, row.id).seen_at > at - timedelta(minutes=1)
