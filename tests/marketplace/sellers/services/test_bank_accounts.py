"""Bank accounts: holder's name, second person, notice to every owner, three days without payout."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from accounts.messages.models import OutboxMessage
from accounts.pending_acts.errors import OwnAct
from accounts.people.services.grants import give_role
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.audit.entries import AuditEntry
from core.clock import today
from marketplace.sellers.errors import AccountPending, DecisionNotPossible, ReasonMissing
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.bank_accounts import AccountFacts, read_number
from marketplace.sellers.rules.holders import is_holder
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.account_changes import decide_account, propose_account
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from tests.factories.people import SETTING_UP, make_account
from tests.factories.sellers import acting, make_application
from tests.races import wait_until_someone_waits_for_a_lock

OTHER = AccountFacts("970415", "9876543210", "NGUYEN THI MAI")


def standing(session):
    """An approved seller, its owner, and two operators."""
    province = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    mai = make_account(session)
    operators = [make_account(session, Role.OPERATOR) for _ in range(2)]
    application = make_application(session, mai, province_id=province)
    approval = ApplicationDecision(ApplicationStep.APPROVE, "Đủ")
    decide(session, application.id, approval, actor=acting(operators[0]), day=today())
    return application, mai, operators


def states(session):
    rows = session.execute(select(BankAccount.number, BankAccount.state).order_by(BankAccount.id))
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("holder", "names", "fits"),
    [
        ("NGUYEN THI MAI", ["Hộ Mai", "Nguyễn Thị Mai"], True),
        ("nguyễn  thị mai", ["NGUYỄN THỊ MAI"], True),
        ("CTY TNHH TAI HOAN", ["Công ty TNHH Tài Hoan"], True),
        ("HTX TAI HOAN", ["Hợp tác xã Tài Hoan"], True),
        ("NGUYEN THI MAY", ["Nguyễn Thị Mai"], False),
        ("NGUYEN MAI", ["Nguyễn Thị Mai"], False),
        ("", ["", " "], False),
    ],
)
def test_a_holder_is_known_without_accents_and_case(holder, names, fits):
    assert is_holder(holder, names) is fits


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0123 456-789", "0123456789"), ("vnd1234", "VND1234"), ("12", None), ("1" * 20, None)],
)
def test_a_number_is_read_without_separators(typed, number):
    assert read_number(typed) == number


def test_a_change_waits_for_a_second_person_and_then_three_days(session):
    application, mai, operators = standing(session)
    lan = make_account(session, email="lan@example.vn")
    owner = Grant(Role.PRODUCER_OWNER, Scope(ScopeKind.PRODUCER, application.producer_id))
    give_role(session, lan.id, owner, actor=SETTING_UP)

    propose_account(session, application.id, OTHER, actor=acting(mai))
    again = propose_account(session, application.id, OTHER, actor=acting(mai))
    assert states(session) == [("0123456789", "current"), ("9876543210", "proposed")]
    account = decide_account(
        session, application.id, is_confirmed=True, reason="", actor=acting(operators[1])
    )
    session.commit()

    assert account.id == again.id
    assert states(session) == [("0123456789", "replaced"), ("9876543210", "current")]
    assert account.payable_from - account.confirmed_at == timedelta(hours=72)
    written = select(OutboxMessage.email, OutboxMessage.facts).where(
        OutboxMessage.event == "marketplace.bank_account_changed"
    )
    letters = session.execute(written.order_by(OutboxMessage.id)).all()
    assert [(m.email, m.facts["step"]) for m in letters] == [
        (mai.email, "proposed"), (lan.email, "proposed"),
        (mai.email, "current"), (lan.email, "current"),
    ]  # fmt: skip
    kept = [str(each.facts) for each in letters] + [
        str(entry.details) for entry in session.scalars(select(AuditEntry))
    ]
    assert not [each for each in kept if OTHER.number in each or "0123456789" in each]


def test_nobody_confirms_what_they_proposed_themselves(session):
    application, _, (operator, _) = standing(session)
    propose_account(session, application.id, OTHER, actor=acting(operator))

    with pytest.raises(OwnAct):
        decide_account(
            session, application.id, is_confirmed=True, reason="", actor=acting(operator)
        )


def test_one_change_waits_at_a_time_and_a_refusal_says_why(session):
    application, mai, operators = standing(session)
    propose_account(session, application.id, OTHER, actor=acting(mai))
    third = AccountFacts("970405", "5555555555", "NGUYEN THI MAI")
    facts = {"is_confirmed": False, "actor": acting(operators[0])}

    with pytest.raises(AccountPending):
        propose_account(session, application.id, third, actor=acting(mai))
    with pytest.raises(ReasonMissing):
        decide_account(session, application.id, reason=" ", **facts)
    decide_account(session, application.id, reason="Tên không khớp", **facts)

    assert states(session) == [("0123456789", "current"), ("9876543210", "refused")]
    with pytest.raises(DecisionNotPossible):
        decide_account(session, application.id, reason="x", **facts)


def test_two_operators_at_once_confirm_once(committed):
    with Session(committed) as session, session.begin():
        application, mai, operators = standing(session)
        propose_account(session, application.id, OTHER, actor=acting(mai))
        number, actors = application.id, [acting(each) for each in operators]

    def refuse():
        with Session(committed) as session, session.begin():
            decide_account(session, number, is_confirmed=False, reason="x", actor=actors[1])

    with ThreadPoolExecutor() as pool, Session(committed) as first, first.begin():
        decide_account(first, number, is_confirmed=True, reason="", actor=actors[0])
        second = pool.submit(refuse)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(DecisionNotPossible):
            second.result(timeout=10)

    with Session(committed) as session:
        assert states(session) == [("0123456789", "replaced"), ("9876543210", "current")]
