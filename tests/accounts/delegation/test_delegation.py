"""Delegation: consent on record, acting for a household, and the end of it in running sessions."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts.delegation.models import Delegation
from accounts.messages.models import OutboxMessage
from core.access.roles import Role, Scope, ScopeKind
from core.audit.entries import AuditEntry
from core.clock import today
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account, signed_in

CONSENT, ACTING = "/co-so-cua-toi/uy-quyen", "/tai-khoan/lam-thay"


@pytest.fixture
def household(session):
    return make_producer(session, "Hộ kinh doanh Bà Tư")


@pytest.fixture
def owner(app, session, household):
    scope = Scope(ScopeKind.PRODUCER, household.id)
    account = make_account(session, Role.PRODUCER_OWNER, scope, full_name="Lê Thị Tư")
    return signed_in(app, session, account)


@pytest.fixture
def delegate(session):
    scope = Scope(ScopeKind.COMMUNE, 1)
    return make_account(
        session, Role.COMMUNE_OFFICER, scope, full_name="Trần Văn Nam", phone="+84912345678"
    )


@pytest.fixture
def officer(app, session, delegate):
    return signed_in(app, session, delegate)


def agree(browser, **more):
    typed = {
        "identifier": "0912 345 678",
        "role": "producer_staff",
        "from_on": today().isoformat(),
        "until_on": f"{today() + timedelta(days=90):%d/%m/%Y}",
        "agreed": "1",
    }
    return browser.post(CONSENT, data=typed | more)


def act_for(browser, household):
    return browser.post(ACTING, data={"producer": household.slug})


def me(browser):
    return browser.get("/api/v1/me").get_json()


def test_a_consent_is_on_record_and_lets_the_officer_act(
    session, owner, officer, delegate, household
):
    assert agree(owner).status_code == 303

    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.actor, entry.action) == ("Lê Thị Tư", "delegation.given")
    assert (entry.subject, entry.details["text_version"]) == (
        f"producer:{household.slug}",
        "2026-11",
    )
    letter = session.scalars(select(OutboxMessage)).one()
    assert (letter.phone or letter.email, letter.facts["producer"]) == (
        delegate.email, household.name,
    )  # fmt: skip
    assert household.name in officer.get(ACTING).text
    assert officer.get("/co-so-cua-toi/thanh-vien").status_code == 404

    assert act_for(officer, household).location == "/co-so-cua-toi"

    assert me(officer)["acting_for"] == {"slug": household.slug, "name": household.name}
    assert household.name in officer.get("/co-so-cua-toi/thanh-vien").text
    assert officer.get("/can-bo").status_code == 404  # own roles rest meanwhile


def test_whoever_stops_acting_is_an_officer_again(session, owner, officer, household):
    agree(owner)
    act_for(officer, household)

    assert officer.post(ACTING, data={"producer": ""}).location == ACTING

    assert me(officer)["acting_for"] is None
    assert officer.get("/co-so-cua-toi/thanh-vien").status_code == 404
    assert officer.get("/can-bo").status_code == 200
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.details["on_behalf_of"]) == ("delegation.left", household.name)


def test_the_end_of_a_consent_ends_running_sessions(session, owner, officer, household):
    agree(owner)
    act_for(officer, household)
    number = session.scalar(select(Delegation.id))

    assert owner.post(f"{CONSENT}/{number}/cham-dut").status_code == 303

    assert me(officer)["acting_for"] is None
    assert officer.get("/co-so-cua-toi/thanh-vien").status_code == 404
    assert officer.get("/can-bo").status_code == 200
    assert act_for(officer, household).status_code == 404


def test_a_consent_ends_by_itself_after_its_last_day(session, owner, officer, household):
    agree(owner)
    act_for(officer, household)
    day = today() - timedelta(days=1)
    session.execute(
        Delegation.__table__.update().values(from_on=day - timedelta(days=9), until_on=day)
    )
    session.commit()

    assert me(officer)["acting_for"] is None
    assert agree(owner).status_code == 303  # what has run out makes room


def test_the_delegate_can_give_it_back(session, owner, officer, household):
    agree(owner)
    number = session.scalar(select(Delegation.id))

    assert officer.post(f"{ACTING}/{number}/thoi").status_code == 303
    assert act_for(officer, household).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"identifier": ""}, "identifier"),
        ({"identifier": "nobody@example.vn"}, "identifier"),
        ({"identifier": "buyer@example.vn"}, "identifier"),
        ({"role": "producer_owner"}, "role"),
        ({"from_on": "mai"}, "from_on"),
        ({"until_on": "2020-01-01"}, "until_on"),
        ({"until_on": "2099-01-01"}, "until_on"),
        ({"agreed": ""}, "agreed"),
    ],
)
def test_what_is_no_consent_is_refused_at_its_field(session, owner, officer, typed, field):
    make_account(session, email="buyer@example.vn")
    session.commit()

    answer = agree(owner, **typed)

    assert answer.status_code == 422
    assert f'id="{field}-note"' in answer.text
    assert session.scalar(select(Delegation.id)) is None


def test_nobody_acts_without_consent_and_only_owners_give_it(
    app, session, owner, officer, household
):
    assert act_for(officer, household).status_code == 404
    staff = make_account(session, Role.PRODUCER_STAFF, Scope(ScopeKind.PRODUCER, household.id))
    browser = signed_in(app, session, staff)
    assert browser.get(CONSENT).status_code == 200
    assert agree(browser).status_code == 403
    assert agree(officer).status_code == 404
    assert session.scalar(select(Delegation.id)) is None


def test_other_producers_cannot_end_it(app, session, owner, officer):
    agree(owner)
    number = session.scalar(select(Delegation.id))
    other = make_producer(session, "HTX Khác")
    scope = Scope(ScopeKind.PRODUCER, other.id)
    stranger = signed_in(app, session, make_account(session, Role.PRODUCER_OWNER, scope))

    assert stranger.post(f"{CONSENT}/{number}/cham-dut").status_code == 404
    assert session.get_one(Delegation, number).ended_at is None
