"""`/api/v1/me`: what our own pages may know of the person before them."""

import pytest
from sqlalchemy import update

from accounts.sign_in.models import SignIn
from core.access.roles import Role, Scope, ScopeKind
from core.composition import Services
from core.web.personal import CartItems
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account, make_delegation, signed_in

STRANGER = {
    "authenticated": False, "name": None, "roles": [], "acting_for": None, "cart_items": 0,
}  # fmt: skip


def test_a_stranger_is_nobody(client):
    answer = client.get("/api/v1/me")

    assert (answer.status_code, answer.json) == (200, STRANGER)


def test_a_person_is_told_name_and_roles_with_their_scopes_as_they_are_written(app, session):
    producer = make_producer(session)
    mai = make_account(session, Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, producer.id))

    answer = signed_in(app, session, mai).get("/api/v1/me")

    assert answer.json == STRANGER | {
        "authenticated": True,
        "name": "Nguyễn Thị Mai",
        "roles": [
            {"role": "consumer", "scope": None},
            {"role": "producer_owner", "scope": {"kind": "producer", "id": producer.slug}},
        ],
    }
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_on_whose_behalf_a_person_acts_is_said(app, session):
    producer = make_producer(session)
    officer = make_account(session, full_name="Trần Văn Nam")
    make_delegation(session, producer, officer)
    browser = signed_in(app, session, officer)
    session.execute(update(SignIn).values(acting_for_id=producer.id))
    session.commit()

    me = browser.get("/api/v1/me").json

    assert me["acting_for"] == {"slug": producer.slug, "name": producer.name}


def test_whoever_keeps_carts_says_how_many_things_are_in_it(app, client, monkeypatch):
    monkeypatch.setattr(Services.of(app)[CartItems], "count", lambda: 3)

    assert client.get("/api/v1/me").json["cart_items"] == 3


@pytest.mark.parametrize(("site", "is_somebody"), [("http", True), ("https", False)])
def test_trial_accounts_are_nobody_where_strangers_come(
    app, session, monkeypatch, site, is_somebody
):
    browser = signed_in(app, session, make_account(session, is_trial=True))
    if site == "https":
        browser.set_cookie("__Host-phien", browser.get_cookie("phien").value, secure=True)
        monkeypatch.setattr(Services, "https", property(lambda _: True))

    me = browser.get("/api/v1/me", base_url=f"{site}://localhost").json

    assert me["authenticated"] is is_somebody
