"""The pages of a team over HTTP: who sees what, what is refused, what a second tap does."""

import re

import pytest
from sqlalchemy import func, select

from accounts.people.services.grants import give_role
from accounts.teams.models import Invitation
from accounts.teams.queries.teams import team_of
from core.access.roles import Grant, Role, Scope, ScopeKind
from tests.factories.catalogue import make_producer
from tests.factories.people import SETTING_UP, make_account, signed_in

TEAM = "/co-so-cua-toi/thanh-vien"
OWNER, STAFF, HELPER = Role.PRODUCER_OWNER, Role.PRODUCER_STAFF, Role.PRODUCER_HELPER
INVITED = {"identifier": "0912 345 678", "role": "producer_staff"}


@pytest.fixture
def producer(session):
    return make_producer(session, "HTX Tài Hoan")


@pytest.fixture
def browser_of(app, session, producer):
    """A browser of somebody with this role at the producer."""

    def browser(role, place=producer, **facts):
        account = make_account(session, role, Scope(ScopeKind.PRODUCER, place.id), **facts)
        client = signed_in(app, session, account)
        client.account = account
        return client

    return browser


def invitations(session):
    return session.scalar(select(func.count()).select_from(Invitation))


def test_an_owner_invites_and_hands_the_code_over(session, producer, browser_of):
    owner = browser_of(OWNER)

    answer = owner.post(TEAM, data=INVITED)
    page = owner.get(TEAM).text

    assert (answer.status_code, answer.headers["Location"]) == (303, TEAM)
    assert re.search(r"Mã mời: [0-9A-Z]{5}-[0-9A-Z]{5}\.", page)
    assert "+84912345678" in page
    assert "Mã mời:" not in owner.get(TEAM).text


def test_known_and_unknown_people_are_invited_alike(session, browser_of):
    make_account(session, email="co@example.vn")
    owner = browser_of(OWNER)
    answers = []
    for identifier in ("co@example.vn", "ko@example.vn"):
        answer = owner.post(TEAM, data=INVITED | {"identifier": identifier})
        page = re.sub(r"[0-9A-Z]{5}-[0-9A-Z]{5}", "", owner.get(TEAM).text)
        answers.append((answer.status_code, page.count(identifier)))

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"identifier": ""}, "identifier"),
        ({"identifier": "abc"}, "identifier"),
        ({"identifier": "x" * 300 + "@example.vn"}, "identifier"),
        ({"role": "operator"}, "role"),
        ({"role": ""}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_above(session, browser_of, typed, field):
    answer = browser_of(OWNER).post(TEAM, data=INVITED | typed)

    assert answer.status_code == 422
    assert f'id="{field}-note"' in answer.text
    assert "Có 1 chỗ cần sửa. Chưa lưu gì cả." in answer.text
    assert invitations(session) == 0


def test_two_taps_invite_once(session, browser_of):
    owner = browser_of(OWNER)
    once = re.search(r'name="once" value="([^"]+)"', owner.get(TEAM).text)[1]

    answers = [owner.post(TEAM, data=INVITED | {"once": once}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert invitations(session) == 1


@pytest.mark.parametrize("role", [STAFF, HELPER])
def test_who_may_not_invite_sees_the_team_and_is_told_so(session, producer, browser_of, role):
    owner, other = browser_of(OWNER), browser_of(role)

    page = other.get(TEAM)

    assert page.status_code == 200
    assert owner.account.email not in page.text
    assert 'name="identifier"' not in page.text
    assert other.post(TEAM, data=INVITED).status_code == 403
    assert other.post(
        f"{TEAM}/{owner.account.id}", data={"role": "producer_helper"}
    ).status_code == (403)
    assert len(team_of(session, producer.id)) == 2


def test_people_of_others_are_not_there(session, producer, browser_of):
    stranger = browser_of(OWNER, make_producer(session, "HTX Khác"))
    owner = browser_of(OWNER)

    answers = [
        stranger.post(f"{TEAM}/{owner.account.id}", data={"action": "remove"}),
        stranger.post(f"{TEAM}/2147483648", data={"action": "remove"}),
        stranger.post(TEAM, data=INVITED | {"producer": producer.slug}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 409]
    assert len(team_of(session, producer.id)) == 1
    assert invitations(session) == 0


def test_an_owner_gives_another_role_and_takes_it_away(session, producer, browser_of):
    owner, helper = browser_of(OWNER), browser_of(HELPER)
    member = f"{TEAM}/{helper.account.id}"
    assert '<option value="producer_helper" selected>' in owner.get(TEAM).text

    assert owner.post(member, data={"role": "operator"}).status_code == 422
    assert owner.post(member, data={"role": "producer_staff"}).status_code == 303
    assert [each.role for each in team_of(session, producer.id)] == [OWNER, STAFF]
    assert owner.post(member, data={"action": "remove"}).status_code == 303
    assert [each.role for each in team_of(session, producer.id)] == [OWNER]
    assert helper.get(TEAM).status_code == 404


def test_the_last_owner_is_told_why_they_cannot_go(session, producer, browser_of):
    answer = browser_of(OWNER).post(f"{TEAM}/roi", data={})

    assert answer.status_code == 409
    assert "Cơ sở phải luôn có một chủ đăng nhập được." in answer.text
    assert len(team_of(session, producer.id)) == 1


def test_a_member_leaves_and_is_shown_the_way_to_others(session, producer, browser_of):
    helper = browser_of(HELPER)

    answer = helper.post(f"{TEAM}/roi", data={})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/co-so-cua-toi/chon")
    assert helper.get(TEAM).status_code == 404
    assert "Bạn chưa làm cho cơ sở nào" in helper.get("/co-so-cua-toi/chon").text


def test_somebody_invited_types_the_code_and_works_there(app, session, producer, browser_of):
    owner, guest = browser_of(OWNER), signed_in(app, session, make_account(session))
    owner.post(TEAM, data=INVITED)
    code = re.search(r"Mã mời: ([0-9A-Z]{5}-[0-9A-Z]{5})", owner.get(TEAM).text)[1]

    page = guest.post("/loi-moi", data={"code": code.lower().replace("-", " ")}).text
    address, plain = re.search(
        r'action="(/loi-moi/\d+)">\s+<input[^>]+value="(\w+)"', page
    ).groups()
    assert guest.post(address, data={"action": "accept"}).status_code == 404
    answer = guest.post(address, data={"action": "accept", "code": plain})

    assert (answer.status_code, answer.headers["Location"]) == (303, TEAM)
    assert "HTX Tài Hoan" in guest.get(TEAM).text
    assert [member.role for member in team_of(session, producer.id)] == [OWNER, STAFF]


@pytest.mark.parametrize("code", ["", "7K3MX9QF2Z", "7K3MX9QF2Y", "a" * 100])
def test_a_code_that_is_none_opens_nothing(app, session, code):
    guest = signed_in(app, session, make_account(session))

    answer = guest.post("/loi-moi", data={"code": code})

    assert answer.status_code == 422
    assert 'id="code-note"' in answer.text


def test_an_invitation_is_turned_down_by_whom_it_went_to(app, session, browser_of):
    owner = browser_of(OWNER)
    guest = signed_in(app, session, make_account(session, phone="+84912345678"))
    other = signed_in(app, session, make_account(session))
    owner.post(TEAM, data=INVITED)
    assert owner.get(TEAM).text.count("+84912345678") == 3
    address = re.search(r'action="(/loi-moi/\d+)"', guest.get("/loi-moi").text)[1]

    assert other.post(address, data={"action": "decline"}).status_code == 404
    assert guest.post(address, data={"action": "decline"}).status_code == 303
    assert "+84912345678" not in owner.get(TEAM).text


def test_who_works_for_several_chooses_one(app, session, producer):
    other = make_producer(session, "HTX Khác")
    account = make_account(session, OWNER, Scope(ScopeKind.PRODUCER, producer.id))
    browser = signed_in(app, session, account)
    assert browser.get("/co-so-cua-toi").status_code == 200
    assert browser.post("/co-so-cua-toi/chon", data={"producer": other.slug}).status_code == 404

    grant = Grant(STAFF, Scope(ScopeKind.PRODUCER, other.id))
    give_role(session, account.id, grant, actor=SETTING_UP)
    session.commit()
    led = browser.get("/co-so-cua-toi")
    chosen = browser.post("/co-so-cua-toi/chon", data={"producer": other.slug})

    assert (led.status_code, led.headers["Location"]) == (303, "/co-so-cua-toi/chon")
    assert (chosen.status_code, chosen.headers["Location"]) == (303, "/co-so-cua-toi")
    assert ">HTX Khác</strong>" in browser.get("/co-so-cua-toi").text
    assert browser.post(TEAM, data=INVITED).status_code == 404
