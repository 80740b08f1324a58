"""Setting up an authenticator app, paper codes, and taking either away."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from accounts.people.models import Account
from accounts.second_factor.models import AuthenticatorApp, RecoveryCode
from accounts.sign_in.models import SignIn
from core.access.roles import Role
from core.access.sealed_texts import SealedTexts
from core.clock import now
from core.composition import Services
from tests.factories.people import make_account, signed_in
from tests.factories.second_factors import code_of, make_app

PAGE, APP = "/tai-khoan/hai-buoc", "/tai-khoan/hai-buoc/ung-dung"


@pytest.fixture
def hoa(session):
    return make_account(session)


def rows(session, table):
    return session.scalar(select(func.count()).select_from(table))


def secret_on(page):
    return re.search(r'name="secret"[^>]* value="([A-Z2-7]{32})"', page.text)[1]


def test_an_app_is_set_up_by_its_first_code_and_paper_codes_are_shown_once(app, session, hoa):
    browser = signed_in(app, session, hoa)
    secret = secret_on(browser.get(APP))

    done = browser.post(APP, data={"secret": secret, "code": code_of(secret), "next": "/quan-tri"})

    codes = re.findall(r"<code>([a-z2-9-]{14})</code>", done.text)
    assert (done.status_code, len(codes)) == (200, 10)
    assert 'href="/quan-tri"' in done.text
    assert session.get_one(Account, hoa.id).second_factor_since
    assert rows(session, RecoveryCode) == 10
    assert secret.encode() not in session.get_one(AuthenticatorApp, hoa.id).secret
    assert browser.get(PAGE).status_code == 200  # this browser has taken the second step


@pytest.mark.parametrize(
    "typed", [{"code": "000000"}, {"code": ""}, {"code": "000000", "secret": "short"}]
)
def test_a_wrong_code_sets_nothing_up_and_keeps_the_secret(app, session, hoa, typed):
    browser = signed_in(app, session, hoa)
    secret = secret_on(browser.get(APP))

    refused = browser.post(APP, data={"secret": secret, **typed})

    assert refused.status_code == 422
    assert (secret_on(refused) == secret) is ("secret" not in typed)
    assert rows(session, AuthenticatorApp) == 0
    assert session.get_one(Account, hoa.id).second_factor_since is None


def test_what_is_taken_away_last_takes_the_paper_codes_along(app, session, hoa):
    make_app(session, hoa, Services.of(app)[SealedTexts])
    browser = signed_in(app, session, hoa)
    assert browser.post(f"{PAGE}/ma-du-phong").status_code == 200

    assert browser.post(f"{APP}/bo").location == PAGE

    assert (rows(session, AuthenticatorApp), rows(session, RecoveryCode)) == (0, 0)
    session.expire_all()
    assert session.get_one(Account, hoa.id).second_factor_since is None


def test_whose_role_asks_for_one_keeps_the_last(app, session):
    officer = make_account(session, Role.OPERATOR)
    make_app(session, officer, Services.of(app)[SealedTexts])
    browser = signed_in(app, session, officer)

    assert browser.post(f"{APP}/bo").location == PAGE

    assert rows(session, AuthenticatorApp) == 1
    assert "cần ít nhất một cách xác minh" in browser.get(PAGE).text


def test_what_is_dangerous_asks_for_a_new_proof_and_leads_back(app, session, hoa):
    browser = signed_in(app, session, hoa)
    session.execute(update(SignIn).values(authenticated_at=now() - timedelta(minutes=16)))
    session.commit()

    page, act = browser.get(APP), browser.post(APP, data={})

    assert (page.status_code, page.location) == (303, f"/dang-nhap/xac-nhan?next={APP}")
    assert act.status_code == 422  # begun in time, so that there is time to type
    session.execute(update(SignIn).values(authenticated_at=now() - timedelta(minutes=31)))
    session.commit()
    assert browser.post(APP, data={}).location == f"/dang-nhap/xac-nhan?next={APP}"


def test_a_proof_by_code_leads_back_to_what_was_begun(app, session, hoa):
    secret = make_app(session, hoa, Services.of(app)[SealedTexts])
    browser = signed_in(app, session, hoa)
    session.execute(update(SignIn).values(second_factor_at=now() - timedelta(hours=1)))
    session.commit()
    asking = browser.get(APP).location

    wrong = browser.post("/dang-nhap/xac-nhan", data={"code": "1", "next": APP})
    right = browser.post("/dang-nhap/xac-nhan", data={"code": code_of(secret), "next": APP})

    assert 'name="code"' in browser.get(asking).text
    assert (wrong.status_code, right.status_code, right.location) == (422, 303, APP)
    assert browser.get(APP).status_code == 200
