"""Decisions about applications: what follows, who is refused, and what two at once come to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from accounts.pending_acts.errors import OwnAct
from accounts.people.models import RoleGrant
from core.access.actors import Actor
from core.access.roles import Role
from core.audit.entries import AuditEntry
from core.clock import today
from marketplace.sellers.errors import (
    ApplicationChanged,
    ApplicationClosed,
    DecisionNotPossible,
    ItemsMissing,
    ProducerTaken,
    ReasonMissing,
)
from marketplace.sellers.models.applications import (
    ApplicationEvent,
    ChecklistCheck,
    SellerApplication,
)
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.applications import ApplicationEntry, receive_application
from marketplace.sellers.services.decisions import TAKEN_BY_ANOTHER, ApplicationDecision, decide
from registry.models import Producer
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account
from tests.factories.sellers import acting, make_application, make_facts
from tests.races import wait_until_someone_waits_for_a_lock

REASON = "Đã gọi điện đối chiếu"


@pytest.fixture
def operator(session):
    return make_account(session, Role.OPERATOR, full_name="Trần Văn Sáng")


def province_id(session):
    return session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))


def deciding(session, application, operator, step="approve", reason=REASON, revision=None):
    decision = ApplicationDecision(ApplicationStep(step), reason, revision)
    return decide(session, application.id, decision, actor=acting(operator), day=today())


def test_approval_makes_the_producer_and_its_owner(session, operator):
    mai = make_account(session)
    application = make_application(session, mai, province_id=province_id(session))

    deciding(session, application, operator)
    session.commit()

    producer = session.get_one(Producer, application.producer_id)
    assert (producer.name, producer.legal_form) == (application.name, "household")
    grant = session.scalars(select(RoleGrant).where(RoleGrant.account_id == mai.id)).one()
    assert (grant.role, grant.producer_id) == ("producer_owner", producer.id)
    account = session.scalars(select(BankAccount)).one()
    assert (account.state, account.producer_id) == ("current", producer.id)
    assert account.payable_from == account.confirmed_at
    outcomes = session.execute(select(ChecklistCheck.item, ChecklistCheck.outcome)).all()
    assert sorted(map(tuple, outcomes)) == [
        ("electronic_authentication", "waived"), ("registration", "verified"),
    ]  # fmt: skip
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action.like("application.%")))
    details = [str(entry.details) for entry in entries]
    assert not [each for each in details if "0123456789" in each or application.personal_id in each]


def test_a_producer_of_the_catalogue_is_tied_and_rivals_are_refused(session, operator):
    producer = make_producer(session, "HTX Tài Hoan")
    mai, lan = make_account(session), make_account(session)
    facts = {"province_id": province_id(session), "legal_form": "cooperative"}
    first = make_application(session, mai, claims=producer.slug, **facts)
    second = make_application(session, lan, claims=producer.slug, **facts)

    deciding(session, second, operator)
    session.refresh(first)

    assert (second.state, first.state) == ("approved", "refused")
    assert (second.producer_id, second.kind) == (producer.id, "claim")
    last = session.scalars(
        select(ApplicationEvent.reason).where(
            ApplicationEvent.application_id == first.id, ApplicationEvent.step == "refuse"
        )
    ).one()
    assert last == TAKEN_BY_ANOTHER
    late = make_application(session, make_account(session), claims=producer.slug, **facts)
    with pytest.raises(ProducerTaken):
        deciding(session, late, operator)


def test_what_the_law_demands_blocks_an_approval(session, operator):
    application = make_application(
        session, make_account(session), personal_id="", sells_alcohol=True
    )

    with pytest.raises(ItemsMissing) as no:
        deciding(session, application, operator)

    assert no.value.facts == {"items": ["place", "personal_id", "alcohol_licence"]}
    assert application.state == "submitted"
    assert session.scalars(select(ChecklistCheck)).all() == []


@pytest.mark.parametrize("step", ["approve", "ask", "refuse"])
def test_nothing_is_waived_or_refused_without_a_reason(session, operator, step):
    application = make_application(
        session, make_account(session), papers=(), province_id=province_id(session)
    )
    session.commit()

    with pytest.raises(ReasonMissing):
        deciding(session, application, operator, step, reason=" ")
    session.rollback()

    assert session.get_one(SellerApplication, application.id).state == "submitted"


def test_nobody_decides_about_their_own_application(session):
    operator = make_account(session, Role.OPERATOR)
    application = make_application(session, operator, province_id=province_id(session))

    with pytest.raises(OwnAct):
        deciding(session, application, operator)


def test_an_operator_who_has_read_something_older_decides_nothing(session, operator):
    mai = make_account(session)
    application = make_application(session, mai, province_id=province_id(session))
    read = application.revision
    make_application(session, mai, name="Hộ khác", papers=(), account=None)

    with pytest.raises(ApplicationChanged):
        deciding(session, application, operator, revision=read)

    assert application.state == "submitted"


def test_the_same_sent_twice_does_nothing_twice(session):
    mai = make_account(session)
    facts = {"name": "Hộ kinh doanh Mai", "papers": ()}
    first = make_application(session, mai, **facts)
    before = (first.id, first.revision, first.submitted_at)

    again = make_application(session, mai, **facts)

    assert (again.id, again.revision, again.submitted_at) == before
    assert len(session.scalars(select(ApplicationEvent)).all()) == 1


@pytest.fixture
def rivals(committed):
    """Two claims of one producer, and two operators."""
    with Session(committed) as session, session.begin():
        producer = make_producer(session, "HTX Tài Hoan")
        people = [make_account(session) for _ in range(2)]
        operators = [make_account(session, Role.OPERATOR) for _ in range(2)]
        facts = {"province_id": province_id(session), "legal_form": "cooperative"}
        claims = [make_application(session, p, claims=producer.slug, **facts) for p in people]
        return [c.id for c in claims], [acting(o) for o in operators]


def approve_in(session, application_id, actor):
    decision = ApplicationDecision(ApplicationStep.APPROVE, REASON)
    decide(session, application_id, decision, actor=actor, day=today())


def approve(engine, application_id, actor):
    with Session(engine) as session, session.begin():
        approve_in(session, application_id, actor)


@pytest.mark.parametrize("other", [0, 1])
def test_two_operators_at_once_make_one_seller(committed, rivals, other):
    """Of one application, or of two claims of one producer: the second hears what happened."""
    claims, operators = rivals
    with ThreadPoolExecutor() as pool, Session(committed) as first, first.begin():
        approve_in(first, claims[0], operators[0])
        second = pool.submit(approve, committed, claims[other], operators[1])
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(DecisionNotPossible) as no:
            second.result(timeout=10)

    assert no.value.facts["state"] == ("approved" if other == 0 else "refused")
    with Session(committed) as session:
        states = session.scalars(select(SellerApplication.state).order_by(SellerApplication.id))
        assert states.all() == ["approved", "refused"]
        owners = session.scalars(select(RoleGrant).where(RoleGrant.role == "producer_owner"))
        assert len(owners.all()) == 1


def test_an_edit_that_waits_for_a_decision_comes_too_late(committed, rivals):
    claims, operators = rivals

    def edit():
        with Session(committed) as session, session.begin():
            application = session.get_one(SellerApplication, claims[0])
            entry = ApplicationEntry(make_facts(name="Tên khác"), revision=application.revision)
            receive_application(session, entry, actor=Actor("Mai", application.applicant_id))

    with ThreadPoolExecutor() as pool, Session(committed) as first, first.begin():
        approve_in(first, claims[0], operators[0])
        late = pool.submit(edit)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(ApplicationClosed):
            late.result(timeout=10)

    with Session(committed) as session:
        names = session.scalars(select(SellerApplication.name)).all()
    assert len(names) == 2
    assert "Tên khác" not in names


def test_the_first_two_taps_at_once_are_one_application(committed):
    with Session(committed) as session, session.begin():
        person = acting(make_account(session))
    entry = ApplicationEntry(make_facts(name="Hộ Mai"), is_submitted=True)

    def send():
        with Session(committed) as session, session.begin():
            receive_application(session, entry, actor=person)

    with ThreadPoolExecutor() as pool, Session(committed) as first, first.begin():
        receive_application(first, entry, actor=person)
        second = pool.submit(send)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        second.result(timeout=10)

    with Session(committed) as session:
        assert session.scalars(select(SellerApplication.state)).all() == ["submitted"]
        assert session.scalars(select(ApplicationEvent.step)).all() == ["submit"]
