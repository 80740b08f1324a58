"""Recording what happens to a certificate: the one way its state changes, by an actor, for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from certification.certificates.errors import EventRefused
from certification.certificates.models import CertificateEvent
from certification.certificates.queries.standings import product_standings
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.rules.state import State
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.audit.entries import AuditEntry
from core.codes import new_code
from core.errors import NotFound
from tests.factories.catalogue import make_certified
from tests.races import wait_until_someone_waits_for_a_lock

TODAY = date(2026, 11, 24)
REVOKED = Act(kind=EventKind.REVOKED, on=TODAY, reason="c", decision="99/QĐ-UBND")


def standing(session, product, at=TODAY):
    return product_standings(session, [product.id], at)[product.id].standing


def events(session):
    return session.scalar(select(func.count()).select_from(CertificateEvent))


def record(session, certificate, act):
    return record_event(session, certificate.code, act, actor=Actor("officer"), today=TODAY)


def test_a_revoked_certificate_counts_no_star_from_that_day(session):
    product, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))

    record(session, certificate, REVOKED)

    assert standing(session, product).state is State.REVOKED
    assert not standing(session, product).counts_stars
    assert standing(session, product, date(2026, 11, 23)).state is State.VALID


def test_the_act_is_on_the_audit_chain_and_the_index_is_told(session):
    product, certificate = make_certified(session, on=date(2025, 3, 15))

    record(session, certificate, REVOKED)
    session.commit()

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action) == ("officer", "certificate.revoked")
    assert entry.subject == f"certificate:{certificate.code}"
    job = session.execute(text("SELECT task_name, args FROM procrastinate_jobs")).one()
    assert job == ("product.changed", {"product_ids": [product.id]})


def test_an_act_the_rules_refuse_changes_nothing(session):
    product, certificate = make_certified(session, on=date(2025, 3, 15))
    record(session, certificate, REVOKED)
    before = events(session)

    with pytest.raises(EventRefused):
        record(session, certificate, REVOKED)
    session.commit()

    assert events(session) == before
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1
    assert standing(session, product).state is State.REVOKED


def test_a_certificate_that_does_not_exist_is_not_found(session):
    with pytest.raises(NotFound):
        record_event(session, new_code(), REVOKED, actor=Actor("officer"), today=TODAY)

    assert events(session) == 0


def test_a_renewal_begins_a_new_term(session):
    product, certificate = make_certified(session, stars=4, on=date(2024, 1, 10))

    record(session, certificate, Act(kind=EventKind.RENEWED, on=TODAY, stars=4, decision="5/QĐ"))

    assert standing(session, product).until.latest == date(2029, 11, 24)


@pytest.mark.parametrize(
    "change", ["UPDATE certificate_event SET stars = 5", "DELETE FROM certificate_event"]
)
def test_the_database_refuses_to_rewrite_what_happened(session, change):
    make_certified(session, stars=3, on=date(2025, 3, 15))

    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(change))


def test_two_officers_cannot_both_revoke_one_certificate(committed):
    with Session(committed) as session, session.begin():
        _, certificate = make_certified(session, on=date(2025, 3, 15))
        code = certificate.code

    def revoke_too():
        with Session(committed) as session, session.begin():
            record_event(session, code, REVOKED, actor=Actor("second"), today=TODAY)

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        record_event(first, code, REVOKED, actor=Actor("first"), today=TODAY)
        attempt = pool.submit(revoke_too)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(EventRefused):
            attempt.result(timeout=10)

    with Session(committed) as session:
        assert events(session) == 2
