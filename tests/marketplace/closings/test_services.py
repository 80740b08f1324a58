"""Closing a seller after five days' notice, and the 24 hours of an authority's demand."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from accounts.messages.models import OutboxMessage
from accounts.people.models import RoleGrant
from core.access.roles import Role
from core.clock import now, today
from marketplace.closings.errors import DemandAnswered
from marketplace.closings.services.closings import (
    announce_closing,
    close_seller,
    due_closings,
    withdraw_closing,
)
from marketplace.closings.services.demands import ReceivedDemand, answer_demand, receive_demand
from marketplace.sellers.errors import DecisionNotPossible, ReasonMissing
from marketplace.sellers.models.closings import SellerClosing
from marketplace.sellers.rules.deadlines import hours_left
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from tests.factories.people import make_account
from tests.factories.sellers import acting, make_application

FIVE_DAYS = timedelta(days=5)


@pytest.fixture
def operator(session):
    return make_account(session, Role.OPERATOR)


@pytest.fixture
def seller(session, operator):
    province = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    application = make_application(session, make_account(session), province_id=province)
    approval = ApplicationDecision(ApplicationStep.APPROVE, "Đủ")
    decide(session, application.id, approval, actor=acting(operator), day=today())
    return application


def announce(session, seller, operator, reason="Bán hàng giả nhiều lần"):
    return announce_closing(session, seller.id, reason, actor=acting(operator), at=now())


def test_a_seller_is_closed_five_days_after_the_notice_and_not_before(session, seller, operator):
    closing = announce(session, seller, operator)
    again = announce(session, seller, operator)
    end = closing.announced_at + FIVE_DAYS

    assert (again.id, closing.closes_at) == (closing.id, end)
    assert due_closings(session, end - timedelta(seconds=1)) == []
    assert not close_seller(session, seller.id, end - timedelta(seconds=1))
    assert due_closings(session, end) == [seller.id]
    assert close_seller(session, seller.id, end)
    assert not close_seller(session, seller.id, end)
    assert (seller.state, due_closings(session, end)) == ("closed", [])
    holding = select(RoleGrant).where(
        RoleGrant.producer_id == seller.producer_id, RoleGrant.ended_at.is_(None)
    )
    assert session.scalars(holding).all() == []
    steps = select(OutboxMessage.facts).where(OutboxMessage.event == "marketplace.seller_closing")
    written = session.scalars(steps.order_by(OutboxMessage.id)).all()
    assert [facts["step"] for facts in written] == ["announced", "closed"]


def test_a_notice_is_withdrawn_and_may_be_given_anew(session, seller, operator):
    closing = announce(session, seller, operator)
    withdraw_closing(session, seller.id, actor=acting(operator), at=now())

    assert not close_seller(session, seller.id, closing.closes_at)
    assert seller.state == "approved"
    with pytest.raises(DecisionNotPossible):
        withdraw_closing(session, seller.id, actor=acting(operator), at=now())
    assert announce(session, seller, operator).id != closing.id


def test_a_closing_needs_a_reason_and_a_seller(session, seller, operator):
    with pytest.raises(ReasonMissing):
        announce(session, seller, operator, reason=" ")
    draft = make_application(session, make_account(session), is_submitted=False)
    with pytest.raises(DecisionNotPossible):
        announce(session, draft, operator)
    assert session.scalars(select(SellerClosing)).all() == []


def test_the_database_refuses_a_shorter_notice(session, seller):
    at = now()
    session.add(
        SellerClosing(
            application_id=seller.id, reason="x", announced_at=at, announced_by="x",
            closes_at=at + FIVE_DAYS - timedelta(minutes=1),
        )
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="announced_ahead"):
        session.flush()


def test_an_authority_is_answered_within_a_day_and_once(session, seller, operator):
    received = now() - timedelta(hours=20)
    demand = receive_demand(
        session,
        seller.id,
        ReceivedDemand("Chi cục Quản lý thị trường", "12/QLTT", "Hồ sơ", received),
        actor=acting(operator),
    )

    assert demand.due_at == received + timedelta(hours=24)
    assert hours_left(demand.due_at, received) == 24
    assert hours_left(demand.due_at, demand.due_at + timedelta(minutes=1)) == -1
    answer_demand(session, demand.id, "Đã gửi ZIP", actor=acting(operator), at=now())
    with pytest.raises(DemandAnswered):
        answer_demand(session, demand.id, "Lần hai", actor=acting(operator), at=now())
    assert demand.answer == "Đã gửi ZIP"
