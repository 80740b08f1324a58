"""Access tokens: who gets one, what it is worth, and how it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from accounts.administration.services.locking import lock_account, unlock_account
from accounts.people.services.passwords import hash_password
from accounts.sign_in.models import AccessToken
from core.access.actors import Actor
from core.access.roles import Role
from core.access.sealed_texts import SealedTexts
from core.clock import now
from core.composition import Services
from tests.factories.people import make_account, signed_in
from tests.factories.second_factors import code_of, make_app

PASSWORD = "mot-mat-khau-dai"
OF_HOA = {"identifier": "hoa@example.vn", "password": PASSWORD, "name": "kho hàng"}


@pytest.fixture
def hoa(session):
    account = make_account(
        session, full_name="Hoa", email="hoa@example.vn", password_hash=hash_password(PASSWORD)
    )
    session.commit()
    return account


def ask(client, **more):
    return client.post("/api/v1/tokens", json=OF_HOA | more)


def whose(client, token):
    return client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).json["name"]


def test_a_program_acts_for_its_person_by_a_token_alone(app, session, client, hoa):
    answer = ask(client)

    assert (answer.status_code, answer.json.keys()) == (201, {"token", "expires_at"})
    assert answer.json["expires_at"] > now().isoformat()
    assert whose(client, answer.json["token"]) == "Hoa"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_cookie_is_looked_at_where_a_token_comes_along(app, session, hoa):
    browser = signed_in(app, session, hoa)

    assert whose(browser, "chosao_made-up") is None
    assert browser.get("/tai-khoan", headers={"Authorization": "Bearer x"}).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "wrong"},
        {"identifier": "ai@example.vn"},
        {"name": " "},
        {"name": 7},
        {"more": "x"},
        {"identifier": None},
    ],
)
def test_what_is_wrong_is_refused_and_nothing_issued(client, session, hoa, wrong):
    assert ask(client, **wrong).status_code == 422
    assert session.scalar(select(func.count()).select_from(AccessToken)) == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"])
def test_what_is_no_object_is_refused(client, body):
    answer = client.post("/api/v1/tokens", data=body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json["code"] == "invalid_body"


def test_where_there_is_a_second_factor_the_password_is_not_enough(app, client, session, hoa):
    secret = make_app(session, session.merge(hoa), Services.of(app)[SealedTexts])
    session.commit()

    assert ask(client).json["code"] == "wrong_code"
    assert ask(client, code=code_of(secret)).status_code == 201


def test_whose_role_asks_for_one_gets_no_token_without(client, session):
    make_account(
        session, Role.AUDITOR, email="hoa@example.vn", password_hash=hash_password(PASSWORD),
        second_factor_since=None,
    )  # fmt: skip
    session.commit()

    assert ask(client).json["code"] == "second_factor_needed"


def test_one_is_taken_back_by_its_person_alone(app, session, client, hoa):
    token = ask(client).json["token"]
    number = session.scalars(select(AccessToken.id)).one()
    end = f"/tai-khoan/ma-truy-cap/{number}/thu-hoi"
    assert signed_in(app, session, make_account(session)).post(end).status_code == 404
    assert whose(client, token) == "Hoa"
    browser = signed_in(app, session, hoa)
    assert "kho hàng" in browser.get("/tai-khoan/ma-truy-cap").text

    assert browser.post(end).status_code == 303

    assert whose(client, token) is None
    assert "kho hàng" not in browser.get("/tai-khoan/ma-truy-cap").text


@pytest.mark.parametrize("fact", ["expired", "locked", "password"])
def test_it_ends_with_its_time_its_password_and_the_account(app, session, client, hoa, fact):
    token = ask(client).json["token"]
    if fact == "locked":
        lock_account(session, session.merge(hoa), actor=Actor("An"))
        unlock_account(session, session.merge(hoa), actor=Actor("An"))
    elif fact == "password":
        browser = signed_in(app, session, hoa)
        new = {"old_password": PASSWORD, "new_password": "mot-mat-khau-khac"}
        assert browser.post("/tai-khoan/mat-khau", data=new).status_code == 303
    else:
        session.execute(update(AccessToken).values(expires_at=now() - timedelta(seconds=1)))
    session.commit()

    assert whose(client, token) is None


def test_what_is_dangerous_is_not_done_by_a_token(client, hoa):
    token = ask(client).json["token"]

    answer = client.get(
        "/tai-khoan/hai-buoc/ung-dung",
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
    )

    assert (answer.status_code, answer.json["code"]) == (403, "proof_required")
