"""What is forgotten when, what the law keeps, and who is asked whether a seller is known."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text, update

from accounts.privacy.services.holdings import Holdings
from core.access.roles import Role
from core.clock import now, today
from core.composition import services
from core.media.store import MediaStore
from marketplace.sellers import jobs
from marketplace.sellers.models.applications import ChecklistCheck, SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.models.papers import SellerPaper
from marketplace.sellers.rules.authentication import ElectronicAuthentication
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from marketplace.sellers.services.papers import PaperContent, keeping
from marketplace.sellers.services.retention import forget_drafts_of, forget_old
from marketplace.sellers.views.tasks import seller_tasks
from tests.factories.people import make_account
from tests.factories.sellers import PDF, PERSONAL_ID, acting, make_application


def left(session):
    rows = session.execute(
        select(SellerApplication.state, SellerApplication.personal_id).order_by(
            SellerApplication.id
        )
    )
    return [tuple(row) for row in rows]


def age(session, application, days):
    session.execute(
        update(SellerApplication)
        .where(SellerApplication.id == application.id)
        .values(updated_at=now() - timedelta(days=days))
    )


def approved(session, **facts):
    province = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    application = make_application(session, make_account(session), province_id=province, **facts)
    approval = ApplicationDecision(ApplicationStep.APPROVE, "Đủ")
    operator = acting(make_account(session, Role.OPERATOR))
    decide(session, application.id, approval, actor=operator, day=today())
    return application


def test_a_draft_goes_after_half_a_year_and_with_its_account(session):
    mai, lan = make_account(session), make_account(session)
    old = make_application(session, mai, is_submitted=False)
    make_application(session, lan, is_submitted=False)
    age(session, old, 181)

    forget_old(session, now())
    assert left(session) == [("draft", PERSONAL_ID)]
    forget_drafts_of(session, lan.id)

    assert left(session) == []
    assert session.scalars(select(SellerPaper)).all() == []
    assert session.scalars(select(BankAccount)).all() == []


def test_what_was_handed_in_is_kept_for_five_years_and_then_without_people(session):
    refused, waiting = (make_application(session, make_account(session)) for _ in range(2))
    operator = acting(make_account(session, Role.OPERATOR))
    refusal = ApplicationDecision(ApplicationStep.REFUSE, "Giấy tờ giả")
    decide(session, refused.id, refusal, actor=operator, day=today())
    forget_drafts_of(session, refused.applicant_id)
    age(session, refused, 5 * 366 - 1)
    age(session, waiting, 5 * 366 + 1)

    forget_old(session, now())
    assert left(session) == [("refused", PERSONAL_ID), ("submitted", PERSONAL_ID)]
    age(session, refused, 5 * 366 + 1)
    forget_old(session, now())

    assert left(session) == [("refused", ""), ("submitted", PERSONAL_ID)]
    papers = session.scalars(select(SellerPaper.application_id)).all()
    assert papers == [waiting.id]


def test_a_person_is_told_what_is_kept_of_them(session):
    application = make_application(session, make_account(session), name="Hộ Mai")
    holding = next(each for each in services()[Holdings] if each.name == "seller_applications")

    (row,) = holding.read(session, application.applicant_id)

    assert (row["name"], row["personal_id"], row["state"]) == ("Hộ Mai", PERSONAL_ID, "submitted")
    assert "5 năm" in holding.kept()


def test_a_paper_of_a_failed_transaction_is_taken_away_again(session):
    store = services()[MediaStore]
    names = []

    with (
        pytest.raises(RuntimeError),
        keeping(store, [PaperContent("registration", PDF, "application/pdf", "a")]) as papers,
    ):
        names = [paper.media_name for paper in papers]
        assert store.exists(names[0])
        raise RuntimeError

    assert not store.exists(names[0])


@pytest.mark.parametrize(("answer", "outcomes"), [(True, ["verified"]), (False, [])])
def test_the_electronic_authentication_is_asked_once_handed_in(session, answer, outcomes):
    asked_about = []

    class Service:
        def confirms(self, seller):
            asked_about.append(seller.personal_id)
            return answer

    application = make_application(session, make_account(session))
    session.commit()
    known, services()[ElectronicAuthentication] = services()[ElectronicAuthentication], Service()
    try:
        jobs.authenticate_seller(application.id)
    finally:
        services()[ElectronicAuthentication] = known

    assert asked_about == [PERSONAL_ID]
    assert session.scalars(select(ChecklistCheck.outcome)).all() == outcomes


def test_sellers_are_warned_until_they_are_authenticated(app, session):
    producer_id = approved(session).producer_id
    with app.test_request_context("/co-so-cua-toi"):
        early, soon = (
            list(seller_tasks(session, producer_id, day))
            for day in (date(2026, 9, 1), date(2026, 12, 1))
        )
        session.execute(update(ChecklistCheck).values(outcome="verified"))
        later = list(seller_tasks(session, producer_id, date(2026, 12, 1)))

    assert [task.title for task in early] == ["Xác thực điện tử người bán trước ngày 01/01/2027"]
    assert soon[0].weight > early[0].weight
    assert later == []
