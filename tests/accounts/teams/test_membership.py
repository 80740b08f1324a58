"""Who belongs to a producer's team: inviting, changing, leaving; never without an owner."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from accounts.messages.models import OutboxMessage
from accounts.messages.rendering import mail_of, text_of
from accounts.messages.rules.limits import NUMBER
from accounts.people.rules.identifiers import Identifier, read_identifier
from accounts.teams.errors import AlreadyMember, InvitationGone, LastOwner, TooManyInvitations
from accounts.teams.models import Invitation
from accounts.teams.queries.teams import (
    invitations_to,
    open_invitations,
    own_invitations,
    team_of,
)
from accounts.teams.rules.roles import MOST_OPEN
from accounts.teams.services.invitations import (
    accept_invitation,
    digest,
    forget_invitations,
    forget_person,
    invite,
    is_invited,
    withdraw_invitation,
)
from accounts.teams.services.membership import change_role, end_membership
from core.access.actors import Actor
from core.access.roles import Role, Scope, ScopeKind
from core.audit.entries import AuditEntry
from core.clock import now
from core.codes import printed
from core.errors import NotFound
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account
from tests.races import wait_until_someone_waits_for_a_lock

OWNER, STAFF, HELPER = Role.PRODUCER_OWNER, Role.PRODUCER_STAFF, Role.PRODUCER_HELPER
PHONE = Identifier(phone="+84912345678")


def make_team(session, *roles):
    """A producer, and a person for each role."""
    producer = make_producer(session)
    scope = Scope(ScopeKind.PRODUCER, producer.id)
    return producer.id, [make_account(session, role, scope) for role in roles]


def act_of(account):
    return Actor(account.full_name, account.id)


def roles(session, producer):
    return {member.account_id: member.role for member in team_of(session, producer)}


def test_whoever_is_invited_comes_in_by_the_code_in_the_role_they_were_offered(session):
    producer, [owner] = make_team(session, OWNER)
    guest = make_account(session, full_name="Trần Văn Bình")

    code = invite(session, producer, PHONE, STAFF, actor=act_of(owner))
    session.flush()
    [waiting] = open_invitations(session, producer)
    assert is_invited(session, waiting.id, guest.id, code)
    assert not is_invited(session, waiting.id, guest.id, "7K3MX9QF2Z")
    accept_invitation(session, waiting.id, actor=act_of(guest))
    session.commit()

    assert roles(session, producer) == {owner.id: OWNER, guest.id: STAFF}
    assert open_invitations(session, producer) == []
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())).all()
    assert actions[:2] == ["role.given", "team.invited"]
    assert code not in str(session.scalars(select(AuditEntry.details)).all())


def test_an_invitation_is_written_to_whom_it_is_for_with_its_code(app, session):
    producer, [owner] = make_team(session, OWNER)
    code = invite(session, producer, PHONE, HELPER, actor=act_of(owner))
    by_mail = Identifier(email="mai@example.vn")
    invite(session, producer, by_mail, STAFF, actor=act_of(owner))

    text, mail = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))

    assert text_of(text).to == PHONE.phone
    assert printed(code) in text_of(text).text
    assert "http://localhost/loi-moi" in text_of(text).text
    content = mail_of(mail, sender="Chợ Sao <khong-tra-loi@example.vn>").as_string()
    assert "mai@example.vn" in content


def test_beyond_the_limit_of_messages_one_is_invited_all_the_same(session):
    producer, [owner] = make_team(session, OWNER)
    for _ in range(NUMBER.most + 2):
        invite(session, producer, PHONE, HELPER, actor=act_of(owner))

    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == NUMBER.most
    assert len(open_invitations(session, producer)) == 1


def test_an_invitation_is_seen_by_whom_it_went_to_whenever_they_sign_up(session):
    producer, [owner] = make_team(session, OWNER)
    invite(session, producer, PHONE, HELPER, actor=act_of(owner))

    late = make_account(session, email=None, phone=PHONE.phone)

    [invitation] = invitations_to(session, late.id)
    assert is_invited(session, invitation.id, late.id, "")
    assert invitations_to(session, owner.id) == []


def test_inviting_again_ends_the_first_code(session):
    producer, [owner] = make_team(session, OWNER)
    first = invite(session, producer, PHONE, HELPER, actor=act_of(owner))
    second = invite(session, producer, PHONE, STAFF, actor=act_of(owner))

    [waiting] = open_invitations(session, producer)

    assert waiting.role is STAFF
    kept = session.get_one(Invitation, waiting.id).code_digest
    assert (kept == digest(second), kept == digest(first)) == (True, False)


@pytest.mark.parametrize("end", ["too old", "withdrawn", "accepted"])
def test_an_invitation_that_has_ended_lets_nobody_in(session, end):
    producer, [owner] = make_team(session, OWNER)
    guest, other = make_account(session), make_account(session)
    invite(session, producer, PHONE, HELPER, actor=act_of(owner))
    session.flush()
    [waiting] = open_invitations(session, producer)
    if end == "too old":
        session.execute(update(Invitation).values(expires_at=now() - timedelta(seconds=1)))
    elif end == "withdrawn":
        withdraw_invitation(session, producer, waiting.id, actor=act_of(owner))
    else:
        accept_invitation(session, waiting.id, actor=act_of(other))
    before = roles(session, producer)

    with pytest.raises(InvitationGone):
        accept_invitation(session, waiting.id, actor=act_of(guest))

    assert roles(session, producer) == before


def test_an_invitation_is_deleted_thirty_days_after_its_end(session):
    producer, [owner] = make_team(session, OWNER)
    invite(session, producer, PHONE, HELPER, actor=act_of(owner))
    for days, left in ((29, 1), (31, 0)):
        session.execute(update(Invitation).values(expires_at=now() - timedelta(days=days)))
        forget_invitations(session)
        assert session.scalar(select(func.count()).select_from(Invitation)) == left


def test_what_is_kept_of_a_person_is_handed_out_and_forgotten(session):
    producer, [owner] = make_team(session, OWNER)
    guest = make_account(session, email=None, phone=PHONE.phone)
    invite(session, producer, PHONE, HELPER, actor=act_of(owner))
    invite(session, producer, Identifier(email="ai@example.vn"), HELPER, actor=act_of(owner))
    session.flush()

    [kept] = own_invitations(session, guest.id)
    forget_person(session, guest.id)

    assert (kept["producer"], kept["role"]) == ("HTX Tài Hoan", HELPER)
    assert own_invitations(session, guest.id) == []
    assert session.scalars(select(Invitation.email)).all() == ["ai@example.vn"]


def test_who_belongs_to_the_team_is_not_invited(session):
    producer, [owner, helper] = make_team(session, OWNER, HELPER)
    identifier = read_identifier(helper.email)

    with pytest.raises(AlreadyMember):
        invite(session, producer, identifier, OWNER, actor=act_of(owner))

    assert open_invitations(session, producer) == []


def test_so_many_wait_at_once_and_no_more(session):
    producer, [owner] = make_team(session, OWNER)
    for number in range(MOST_OPEN):
        email = Identifier(email=f"khach-{number}@example.vn")
        invite(session, producer, email, HELPER, actor=act_of(owner))

    with pytest.raises(TooManyInvitations):
        invite(session, producer, PHONE, HELPER, actor=act_of(owner))

    assert len(open_invitations(session, producer)) == MOST_OPEN


def test_a_role_is_changed_and_not_added(session):
    producer, [owner, helper] = make_team(session, OWNER, HELPER)

    change_role(session, producer, helper.id, OWNER, actor=act_of(owner))
    change_role(session, producer, owner.id, HELPER, actor=act_of(owner))

    assert roles(session, producer) == {owner.id: HELPER, helper.id: OWNER}


@pytest.mark.parametrize("second", [None, STAFF, "locked"])
def test_the_last_owner_who_can_sign_in_stays(session, second):
    producer, [owner] = make_team(session, OWNER)
    if second:
        scope = Scope(ScopeKind.PRODUCER, producer)
        locked = {"locked_at": now()} if second == "locked" else {}
        make_account(session, OWNER if locked else second, scope, **locked)
    before = roles(session, producer)

    with pytest.raises(LastOwner):
        end_membership(session, producer, owner.id, actor=act_of(owner))
    with pytest.raises(LastOwner):
        change_role(session, producer, owner.id, STAFF, actor=act_of(owner))

    assert roles(session, producer) == before


def test_people_of_another_producer_are_not_there(session):
    producer, [owner] = make_team(session, OWNER)
    other, [stranger, _] = make_team(session, OWNER, OWNER)

    with pytest.raises(NotFound):
        change_role(session, producer, stranger.id, HELPER, actor=act_of(owner))
    with pytest.raises(NotFound):
        end_membership(session, producer, stranger.id, actor=act_of(owner))

    assert roles(session, other)[stranger.id] is OWNER


def test_two_owners_who_leave_at_once_do_not_both_go(app, committed):
    with Session(committed) as session, session.begin():
        producer, owners = make_team(session, OWNER, OWNER)
        numbers = [owner.id for owner in owners]

    def leave(session, number):
        end_membership(session, producer, number, actor=Actor("x", number))

    def leave_too():
        with Session(committed) as session, session.begin():
            leave(session, numbers[1])

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        leave(first, numbers[0])
        second = pool.submit(leave_too)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(LastOwner):
            second.result(timeout=10)

    with Session(committed) as session:
        assert roles(session, producer) == {numbers[1]: OWNER}


def test_one_code_lets_one_person_in_however_many_come_at_once(app, committed):
    with Session(committed) as session, session.begin():
        producer, [owner] = make_team(session, OWNER)
        guests = [make_account(session).id for _ in range(2)]
        invite(session, producer, PHONE, HELPER, actor=act_of(owner))
        session.flush()
        [waiting] = open_invitations(session, producer)

    def come_too():
        with Session(committed) as session, session.begin():
            accept_invitation(session, waiting.id, actor=Actor("y", guests[1]))

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        accept_invitation(first, waiting.id, actor=Actor("x", guests[0]))
        second = pool.submit(come_too)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(InvitationGone):
            second.result(timeout=10)

    with Session(committed) as session:
        assert guests[1] not in roles(session, producer)
