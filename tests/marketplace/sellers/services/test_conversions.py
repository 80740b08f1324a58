"""Household, co-operative, company: products, certificates and addresses stay."""

from datetime import date

import pytest
from sqlalchemy import select, text

from certification.certificates.models import CertificateEvent
from core.access.roles import Role
from core.clock import today
from marketplace.sellers.errors import DecisionNotPossible, OneAtATime
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.applications import ApplicationEntry, receive_application
from marketplace.sellers.services.conversions import begin_conversion
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from registry.models import Producer, Product
from tests.factories.catalogue import make_certified, make_producer
from tests.factories.people import make_account
from tests.factories.sellers import acting, make_application, make_facts


@pytest.fixture
def seller(session):
    """A household of the catalogue with a certified product, approved."""
    producer = make_producer(session, "Hộ Tài Hoan")
    make_certified(session, "Miến dong", on=date(2026, 1, 5), producer=producer)
    province = session.scalar(text("SELECT id FROM province WHERE slug = 'thai-nguyen'"))
    mai, operator = make_account(session), make_account(session, Role.OPERATOR)
    application = make_application(session, mai, claims=producer.slug, province_id=province)
    decide_in(session, application, operator)
    return application, mai, operator


def decide_in(session, application, operator, step="approve"):
    decision = ApplicationDecision(ApplicationStep(step), "Đủ")
    decide(session, application.id, decision, actor=acting(operator), day=today())


def convert(session, application, person, form, name):
    begun = begin_conversion(session, application.id, actor=acting(person))
    facts = make_facts(legal_form=form, name=name, province_id=application.province_id)
    entry = ApplicationEntry(facts, is_submitted=True)
    assert receive_application(session, entry, actor=acting(person)).id == begun.id
    return begun


def test_all_that_belongs_to_the_producer_stays(session, seller):
    household, mai, operator = seller
    producer = session.get_one(Producer, household.producer_id)
    slug, identity = producer.slug, producer.identity
    before = session.execute(select(Product.id, Product.code, Product.slug)).all()
    events = session.scalars(select(CertificateEvent.id)).all()

    last = household
    for form, name in (("cooperative", "HTX Tài Hoan"), ("limited", "Công ty TNHH Tài Hoan")):
        new = convert(session, last, mai, form, name)
        decide_in(session, new, operator)
        last = new
    session.refresh(producer)

    assert (producer.name, producer.legal_form) == ("Công ty TNHH Tài Hoan", "limited")
    assert (producer.slug, producer.identity) == (slug, identity)
    assert session.execute(select(Product.id, Product.code, Product.slug)).all() == before
    assert session.scalars(select(Product.folded)).one() == "mien dong cong ty tnhh tai hoan"
    assert session.scalars(select(CertificateEvent.id)).all() == events
    states = session.scalars(select(SellerApplication.state).order_by(SellerApplication.id)).all()
    assert states == ["replaced", "replaced", "approved"]
    account = session.scalars(select(BankAccount)).one()
    assert (account.state, account.application_id) == ("current", last.id)


def test_the_seller_stands_until_the_new_form_is_approved(session, seller):
    household, mai, operator = seller
    new = convert(session, household, mai, "cooperative", "HTX Tài Hoan")

    decide_in(session, new, operator, "refuse")
    session.refresh(household)

    assert (household.state, new.state) == ("approved", "refused")
    assert session.get_one(Producer, household.producer_id).name == "Hộ Tài Hoan"


def test_a_suspension_is_not_shed_by_another_form(session, seller):
    household, mai, operator = seller
    new = convert(session, household, mai, "cooperative", "HTX Tài Hoan")
    decide_in(session, household, operator, "suspend")

    with pytest.raises(DecisionNotPossible):
        begin_conversion(session, household.id, actor=acting(mai))
    with pytest.raises(DecisionNotPossible):
        decide_in(session, new, operator)


def test_one_application_is_open_at_a_time(session, seller):
    household, mai, _ = seller
    begin_conversion(session, household.id, actor=acting(mai))

    with pytest.raises(OneAtATime):
        begin_conversion(session, household.id, actor=acting(mai))
