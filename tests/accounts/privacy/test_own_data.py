"""One's own data as a file, consents, deleting the account, and what is forgotten by itself."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from accounts.consents.models import Consent
from accounts.consents.queries.consents import purposes_agreed_to
from accounts.consents.rules.purposes import OF_AN_ACCOUNT
from accounts.people.models import Account, RoleGrant
from accounts.people.rules.identifiers import Identifier
from accounts.people.services.passwords import hash_password
from accounts.privacy.services.retention import forget_old
from accounts.registration.services.sign_up import NewPerson, ask_to_sign_up, confirm_sign_up
from accounts.sign_in.models import SignIn
from core.access.roles import Role
from core.audit.entries import AuditEntry
from core.clock import now
from tests.factories.messages import last_code
from tests.factories.people import make_account, signed_in

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def hoa(session):
    return make_account(
        session, Role.PROMOTION_STAFF, email="hoa@example.vn", full_name="Trần Thị Hoa",
        password_hash=hash_password(PASSWORD),
    )  # fmt: skip


@pytest.fixture
def browser(app, session, hoa):
    return signed_in(app, session, hoa)


def test_the_file_holds_everything_of_this_person_and_no_secret(session, browser, hoa):
    make_account(session, email="ai@example.vn")
    browser.post("/tai-khoan/du-lieu/dong-y", data={"news": "y"})

    answer = browser.post("/tai-khoan/du-lieu")

    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    [account] = json.loads(files["account.json"])
    assert (account["email"], account["full_name"]) == ("hoa@example.vn", "Trần Thị Hoa")
    assert [row["role"] for row in json.loads(files["roles.json"])] == ["promotion_staff"]
    assert [row["purpose"] for row in json.loads(files["consents.json"])] == ["news"]
    assert {row["action"] for row in json.loads(files["acts.json"])} == {
        "role.given",
        "consent.given",
    }
    assert not any(hoa.password_hash in text or "ai@" in text for text in files.values())
    assert {name for name in files if name.endswith(".json")} <= {
        line.strip() for line in files["README.txt"].splitlines()
    }


def test_a_consent_is_given_and_withdrawn_and_both_stay_on_record(session, browser):
    for data in ({"news": "y"}, {"news": "y"}, {}, {}):
        assert browser.post("/tai-khoan/du-lieu/dong-y", data=data).status_code == 303

    [consent] = session.scalars(select(Consent)).all()
    assert (consent.purpose, consent.withdrawn_at is not None) == ("news", True)
    acts = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [act for act in acts if act.startswith("consent")] == [
        "consent.given",
        "consent.withdrawn",
    ]


def test_a_deleted_account_lets_nobody_in_and_keeps_what_the_law_keeps(app, session, browser, hoa):
    answer = browser.post("/tai-khoan/xoa", data={"password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/tai-khoan/da-xoa")
    assert browser.get("/tai-khoan/da-xoa").status_code == 200
    assert not browser.get("/api/v1/me").json["authenticated"]
    session.expire_all()
    gone = session.get_one(Account, hoa.id)
    assert (gone.email, gone.phone, gone.password_hash) == (None, None, None)
    assert "Hoa" not in gone.full_name
    assert session.scalars(select(SignIn)).all() == []
    assert session.scalars(select(RoleGrant)).one().ended_at
    acts = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert (acts[-1].actor, acts[-1].action) == ("Trần Thị Hoa", "account.deleted")
    assert make_account(session, email="hoa@example.vn")


def test_the_page_says_what_stays_and_how_long(browser):
    page = browser.get("/tai-khoan/xoa").text

    assert "giữ 5 năm sau khi xoá" in page
    assert "Nhật ký các việc chính thức" in page


@pytest.mark.parametrize("typed", ["", "wrong"])
def test_without_the_password_nothing_is_deleted(session, browser, hoa, typed):
    answer = browser.post("/tai-khoan/xoa", data={"password": typed})

    assert answer.status_code == 422
    assert 'id="password-note"' in answer.text
    session.expire_all()
    assert session.get_one(Account, hoa.id).may_sign_in


def test_sessions_are_forgotten_ninety_days_after_their_end(app, session, hoa):
    signed_in(app, session, hoa)
    signed_in(app, session, hoa)
    first, second = session.scalars(select(SignIn).order_by(SignIn.id)).all()
    first.ended_at = now() - timedelta(days=90, minutes=1)
    second.ended_at = now() - timedelta(days=89)
    session.flush()

    assert forget_old(session) == 1

    assert session.scalars(select(SignIn.id)).all() == [second.id]


def test_consents_are_forgotten_five_years_after_the_account(session, browser, hoa):
    browser.post("/tai-khoan/du-lieu/dong-y", data={"news": "y"})
    session.execute(update(Account).values(deleted_at=now() - timedelta(days=4 * 366)))
    assert forget_old(session) == 0

    session.execute(update(Account).values(deleted_at=now() - timedelta(days=5 * 366 + 1)))

    assert forget_old(session) == 1


def test_what_somebody_agrees_to_by_signing_up_is_on_record(session):
    person = NewPerson(Identifier(email="moi@example.vn"), "Người Mới", PASSWORD, "vi")
    token = ask_to_sign_up(session, person, source="192.0.2.1")
    session.flush()

    arrival = confirm_sign_up(session, token, last_code(session))

    assert purposes_agreed_to(session, arrival.account_id) == set(OF_AN_ACCOUNT)
