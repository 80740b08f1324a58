"""What an owner does with a standing seller, and what others are refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from accounts.people.models import Account
from accounts.sign_in.models import SignIn
from core.access.roles import Role, Scope, ScopeKind
from core.clock import now, today
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from registry.models import Producer
from tests.factories.people import make_account, signed_in
from tests.factories.sellers import acting, make_application

ACCOUNT = {"bank_bin": "970415", "bank_number": "98 76543210", "bank_holder": "Người Khác"}


@pytest.fixture
def mai(session):
    return make_account(session, is_trial=True)  # does without a second factor


@pytest.fixture
def seller(session, mai):
    province = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    application = make_application(session, mai, province_id=province)
    approval = ApplicationDecision(ApplicationStep.APPROVE, "Đủ")
    deciding = acting(make_account(session, Role.OPERATOR))
    decide(session, application.id, approval, actor=deciding, day=today())
    session.commit()
    return application


def accounts(session):
    return session.scalars(select(BankAccount.state).order_by(BankAccount.id)).all()


def test_an_account_is_changed_by_its_owner_and_an_operator(app, session, mai, seller):
    address, owner = f"/co-so-cua-toi/ho-so/{seller.id}/tai-khoan", signed_in(app, session, mai)
    operator = signed_in(app, session, make_account(session, Role.OPERATOR))
    desk = f"/quan-tri/ho-so/{seller.id}"

    assert "•••• 6789" in owner.get(address).text
    for missing in ACCOUNT:
        answer = owner.post(address, data=ACCOUNT | {missing: ""})
        assert (answer.status_code, f'id="{missing}-note"' in answer.text) == (422, True)
    assert owner.post(address, data=ACCOUNT).status_code == 303
    assert owner.post(address, data=ACCOUNT | {"bank_number": "111122223333"}).status_code == 409

    page = operator.get(desk).text
    assert "khác tên" in page
    assert "9876543210" not in page
    assert seller.name in operator.get("/quan-tri/ho-so?trang_thai=account").text
    decide_it = f"{desk}/tai-khoan"
    assert operator.post(decide_it, data={"decision": "refuse"}).status_code == 422
    assert operator.post(decide_it, data={"decision": "confirm"}).status_code == 303
    assert operator.post(decide_it, data={"decision": "confirm"}).status_code == 409
    assert accounts(session) == ["replaced", "current"]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PRODUCER_STAFF, 404), (Role.PRODUCER_HELPER, 404), (Role.OPERATOR, 404), (None, 404)],
)
def test_others_change_no_account(app, session, seller, role, status):
    within = Scope(ScopeKind.PRODUCER, seller.producer_id)
    person = make_account(session, role, *([within] if role and role != Role.OPERATOR else []))
    browser = signed_in(app, session, person)
    address = f"/co-so-cua-toi/ho-so/{seller.id}/tai-khoan"

    assert browser.get(address).status_code == status
    assert browser.post(address, data=ACCOUNT).status_code == status
    assert browser.post(f"/co-so-cua-toi/ho-so/{seller.id}/doi-loai-hinh").status_code in {403, 404}
    assert accounts(session) == ["current"]


def test_another_owner_reaches_nothing_of_this_one(app, session, seller):
    other = make_account(session)
    foreign = make_application(session, other, province_id=seller.province_id)
    approval = ApplicationDecision(ApplicationStep.APPROVE, "Đủ")
    decide(
        session, foreign.id, approval, actor=acting(make_account(session, Role.OPERATOR)),
        day=today(),
    )  # fmt: skip
    browser = signed_in(app, session, other)

    for path in ("", "/tai-khoan", "/du-lieu"):
        assert browser.get(f"/co-so-cua-toi/ho-so/{seller.id}{path}").status_code == 404
    assert browser.post(f"/co-so-cua-toi/ho-so/{seller.id}/doi-loai-hinh").status_code == 404


def test_another_legal_form_begins_with_what_is_known(app, session, mai, seller):
    owner = signed_in(app, session, mai)

    answer = owner.post(f"/co-so-cua-toi/ho-so/{seller.id}/doi-loai-hinh")

    assert (answer.status_code, answer.location) == (303, "/co-so-cua-toi/ho-so")
    page = owner.get("/co-so-cua-toi/ho-so").text
    assert "Bạn đang đổi loại hình" in page
    assert seller.name in page
    kinds = session.scalars(select(SellerApplication.kind).order_by(SellerApplication.id)).all()
    assert kinds == ["new", "conversion"]


def test_where_money_goes_is_changed_with_a_second_factor_alone(app, session, mai, seller):
    session.get_one(Account, mai.id).is_trial = False
    owner = signed_in(app, session, mai)
    address = f"/co-so-cua-toi/ho-so/{seller.id}/tai-khoan"

    for answer in (owner.get(address), owner.post(address, data=ACCOUNT)):
        assert answer.status_code == 303
        assert answer.location.startswith("/tai-khoan/")
    assert accounts(session) == ["current"]


def test_a_proof_of_yesterday_changes_no_account(app, session, mai, seller):
    owner = signed_in(app, session, mai)
    session.execute(update(SignIn).values(authenticated_at=now() - timedelta(days=1)))
    session.commit()

    answer = owner.post(f"/co-so-cua-toi/ho-so/{seller.id}/tai-khoan", data=ACCOUNT)

    assert answer.status_code == 303
    assert accounts(session) == ["current"]


def test_an_owner_sees_nothing_of_who_claimed_the_same_producer(app, session, mai, seller):
    slug = session.get_one(Producer, seller.producer_id).slug
    rival = make_application(session, make_account(session), claims=slug, name="Hồ sơ của Lan")
    owner = signed_in(app, session, mai)

    assert "Hồ sơ của Lan" not in owner.get(f"/co-so-cua-toi/ho-so/{seller.id}").text
    for path in ("", "/du-lieu", "/tai-khoan"):
        assert owner.get(f"/co-so-cua-toi/ho-so/{rival.id}{path}").status_code == 404
