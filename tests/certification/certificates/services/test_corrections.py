"""Corrections of mistaken acts: by two people, with a reason, both acts shown for good."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from certification.certificates.errors import (
    AlreadyCorrected,
    CorrectionUnexplained,
    CorrectionUpsetsLater,
    CorrectsAnAnnulment,
    NothingToCorrect,
    SecondPersonRequired,
)
from certification.certificates.models import CertificateEvent
from certification.certificates.queries.page import certificate_page
from certification.certificates.rules.acts.act import Act, Correction
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.audit.entries import AuditEntry
from tests.factories.catalogue import make_certified
from tests.factories.people import make_account

TODAY = date(2026, 11, 24)
BINH = Actor("Bình")
REVOKED = Act(kind=EventKind.REVOKED, on=TODAY, reason="c", decision="99/QĐ-UBND")
MISTAKEN = Correction(2, "ghi nhầm giấy của sản phẩm khác")
ANNULLED = Act(kind=EventKind.ANNULLED, on=TODAY, correction=MISTAKEN)


@pytest.fixture
def certificate(session):
    _, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    record(session, certificate, REVOKED)
    return certificate


def record(session, certificate, act, second=BINH):
    second = second if act.correction else None
    return record_event(
        session, certificate.code, act, actor=Actor("An"), second=second, today=TODAY
    )


def page(session, certificate, known_at=None):
    return certificate_page(session, certificate.code, TODAY, known_at)


def test_an_annulled_revocation_leaves_the_paper_with_its_own_term(session, certificate):
    record(session, certificate, ANNULLED)

    shown = page(session, certificate)
    assert shown.standing.state == "valid"
    assert shown.standing.until.latest == date(2028, 3, 15)
    assert [(e.number, e.kind, e.corrected, e.corrects) for e in shown.entries] == [
        (1, "granted", False, None),
        (2, "revoked", True, None),
        (3, "annulled", False, 2),
    ]
    assert shown.entries[2].correction_reason == "ghi nhầm giấy của sản phẩm khác"


def test_another_act_may_stand_in_its_place(session, certificate):
    suspended = Act(kind=EventKind.SUSPENDED, on=TODAY, correction=MISTAKEN)
    record(session, certificate, suspended)

    assert page(session, certificate).standing.state == "suspended"


def test_the_names_are_in_the_audit_alone(session, certificate):
    record(session, certificate, ANNULLED)
    session.commit()

    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.actor, entry.action) == ("An", "certificate.annulled")
    assert entry.details["second"] == "Bình"
    assert entry.details["corrects"] == 2
    assert "Bình" not in repr(page(session, certificate))


@pytest.mark.parametrize(
    ("correction", "refused"),
    [
        (replace(MISTAKEN, number=9), NothingToCorrect),
        (replace(MISTAKEN, reason=None), CorrectionUnexplained),
        (replace(MISTAKEN, number=1), CorrectionUpsetsLater),  # a revocation of nothing
    ],
)
def test_a_correction_that_may_not_be_changes_nothing(session, certificate, correction, refused):
    with pytest.raises(refused):
        record(session, certificate, replace(ANNULLED, correction=correction))

    assert session.scalar(select(func.count()).select_from(CertificateEvent)) == 2
    assert page(session, certificate).standing.state == "revoked"


@pytest.mark.parametrize("second", [None, "AN", "An.", "\u0410n"])
def test_nobody_corrects_alone(session, certificate, second):
    with pytest.raises(SecondPersonRequired):
        record(session, certificate, ANNULLED, Actor(second) if second else None)

    assert page(session, certificate).standing.state == "revoked"


def test_people_with_accounts_may_share_a_name(session, certificate):
    first, second = (make_account(session, full_name="Nguyễn Văn Hùng") for _ in range(2))
    people = [Actor(account.full_name, account.id) for account in (first, second)]

    def annul(actor, second):
        return record_event(
            session, certificate.code, ANNULLED, actor=actor, second=second, today=TODAY
        )

    with pytest.raises(SecondPersonRequired):
        annul(people[0], people[0])
    assert annul(*people).second_account_id == second.id


def test_a_correction_stands_and_is_itself_corrected_by_another_act(session, certificate):
    record(session, certificate, ANNULLED)

    with pytest.raises(AlreadyCorrected):
        record(session, certificate, ANNULLED)
    with pytest.raises(CorrectsAnAnnulment):
        record(session, certificate, replace(ANNULLED, correction=replace(MISTAKEN, number=3)))
    record(session, certificate, REVOKED)
    assert page(session, certificate).standing.state == "revoked"


def test_what_the_page_said_then_can_be_asked(session, certificate):
    [revoked] = [e for e in page(session, certificate).entries if e.kind == "revoked"]
    session.execute(text("SET session_replication_role = replica"))  # to date a row of the past
    session.execute(
        text("UPDATE certificate_event SET recorded_at = :at WHERE number = 1"),
        {"at": datetime(2026, 1, 1, tzinfo=UTC)},
    )
    session.execute(text("SET session_replication_role = DEFAULT"))

    assert page(session, certificate, datetime(2026, 6, 1, tzinfo=UTC)).standing.state == "valid"
    assert page(session, certificate, revoked.recorded_at).standing.state == "revoked"
    assert page(session, certificate, datetime(2025, 1, 1, tzinfo=UTC)).standing.state == "none"


@pytest.mark.parametrize(
    "values",
    [
        "'annulled', 'An', NULL, 'nhầm', 'Bình'",
        "'annulled', 'An', 2, 'nhầm', 'An'",
        "'annulled', 'An', 2, 'nhầm', NULL",
        "'extended', 'An', NULL, NULL, NULL",
    ],
)
def test_the_database_refuses_what_the_rules_refuse(session, certificate, values):
    with pytest.raises(IntegrityError, match="ck_certificate_event"):
        session.execute(
            text(
                "INSERT INTO certificate_event (certificate_id, number, effective_from,"
                " effective_to, kind, actor, corrects_id, correction_reason, second_actor)"
                f" VALUES ({certificate.id}, 9, now(), now(), {values})"
            )
        )


def number_of(session, certificate, kind, **facts):
    return record(session, certificate, Act(kind=kind, on=TODAY, **facts)).number


def correct(session, certificate, number, kind, **facts):
    correction = Correction(number, "nhầm số quyết định")
    return number_of(session, certificate, kind, correction=correction, **facts)


def test_a_correction_counts_where_the_corrected_act_stood_on_its_day(session):
    _, certificate = make_certified(session, stars=3, on=date(2025, 3, 15))
    first = number_of(session, certificate, EventKind.RERATED, stars=4, decision="1/QĐ")
    number_of(session, certificate, EventKind.RERATED, stars=5, decision="2/QĐ")

    again = correct(session, certificate, first, EventKind.RERATED, stars=4, decision="3/QĐ")
    correct(session, certificate, again, EventKind.RERATED, stars=4, decision="4/QĐ")

    shown = page(session, certificate)
    assert (shown.standing.stars, shown.standing.decision) == (5, "2/QĐ")
    assert [entry.number for entry in shown.entries] == [1, 2, 4, 5, 3]


def test_a_corrected_suspension_is_still_lifted_by_the_act_after_it(session):
    _, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    suspended = number_of(session, certificate, EventKind.SUSPENDED, decision="1/QĐ")
    lifted = number_of(session, certificate, EventKind.LIFTED)
    correct(session, certificate, suspended, EventKind.SUSPENDED, decision="2/QĐ")
    number_of(session, certificate, EventKind.REVOKED, reason="c")

    correct(session, certificate, lifted, EventKind.LIFTED, decision="3/QĐ")

    assert page(session, certificate).standing.state == "revoked"


def test_a_corrected_revocation_leaves_the_grant_of_the_same_day(session, certificate):
    number_of(session, certificate, EventKind.GRANTED, stars=5)

    correct(session, certificate, 2, EventKind.REVOKED, reason="a")

    shown = page(session, certificate).standing
    assert (shown.state, shown.stars) == ("valid", 5)


def test_a_renewal_instead_of_a_rating_is_issued_for_the_level_held_before(session):
    _, certificate = make_certified(session, stars=3, on=date(2026, 10, 1))
    rated = number_of(session, certificate, EventKind.RERATED, stars=5, decision="1/QĐ")

    correct(session, certificate, rated, EventKind.RENEWED)

    shown = page(session, certificate)
    assert shown.standing.stars == 3
    assert shown.entries[-1].authority == "Chủ tịch Ủy ban nhân dân cấp tỉnh"
