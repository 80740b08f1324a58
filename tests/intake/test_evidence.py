"""What a list reports is no more than it knows: assessed is not recognised, proposed not held."""

from datetime import date

import pytest
from sqlalchemy import select

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.standings import product_standings
from registry.models import Product
from tests.intake.conftest import PLAIN, count

pytestmark = pytest.mark.usefixtures("one_map")

COLUMNS = (*PLAIN, "evidence")
ASSESSED = {"decision": "", "evidence": "assessed"}
DAY = date(2026, 11, 22)


def standing(session, day=DAY):
    [product] = session.scalars(select(Product.id)).all()
    return product_standings(session, [product], day)[product].standing


def kinds(session):
    rows = session.scalars(select(CertificateEvent).order_by(CertificateEvent.number)).all()
    return [(row.kind, row.evidence, row.corrects_id is not None) for row in rows]


def test_an_assessment_is_no_recognition(run, session, sheet):
    assert run(sheet(ASSESSED, columns=COLUMNS)).exit_code == 0

    state = standing(session)
    assert (state.state, state.reason, state.counts_stars) == (
        "unconfirmed",
        "assessed_only",
        False,
    )
    assert (state.stars, state.paper_stars, state.until) == (4, 0, None)
    [event] = session.scalars(select(CertificateEvent)).all()
    assert event.authority is None


def test_a_later_decision_turns_it_into_a_recognition_of_the_same_certificate(run, session, sheet):
    run(sheet(ASSESSED, columns=COLUMNS))

    assert run(sheet({}, columns=COLUMNS)).stdout == "done: 0 new, 1 changed, 0 unchanged\n"
    assert standing(session).state == "valid"
    assert count(session, Certificate) == 1
    assert kinds(session) == [("granted", "assessed", False), ("granted", "recognised", False)]
    # A file older than the decision changes nothing any more.
    again = run(sheet(ASSESSED, columns=COLUMNS))
    assert again.stdout == "done: 0 new, 0 changed, 1 unchanged\n"


def test_so_does_one_of_the_following_year(run, session, sheet):
    run(sheet(ASSESSED | {"year": "2023"}, columns=COLUMNS))
    run(sheet({"year": "2024", "source_title": "Công báo"}, columns=COLUMNS))

    assert count(session, Certificate) == 1
    assert standing(session).state == "valid"


def test_a_file_without_the_column_leaves_the_evidence_as_it_is(run, session, sheet):
    run(sheet(ASSESSED, columns=COLUMNS))

    assert run(sheet({"decision": ""})).stdout == "done: 0 new, 0 changed, 1 unchanged\n"
    assert standing(session).is_assessed_only


def test_a_recognition_found_to_be_an_assessment_is_put_right(run, session, sheet):
    run(sheet({"decision": ""}))
    assert standing(session).state == "valid"

    run(sheet(ASSESSED, columns=COLUMNS))

    assert standing(session).is_assessed_only
    assert kinds(session) == [("granted", "recognised", False), ("granted", "assessed", True)]


def test_a_notice_of_a_proposal_never_erases_a_running_certificate(run, session, sheet):
    run(sheet({}))

    notice = run(sheet({"stars": "5p", "source_title": "Đề xuất 5 sao"}))

    assert notice.stdout.startswith("done: 0 new")
    assert (standing(session).state, standing(session).stars) == ("valid", 4)
    assert kinds(session) == [("granted", "recognised", False)]


def test_nothing_expires_early_that_may_have_been_signed_in_the_next_year(run, session, sheet):
    run(sheet({"year": "2024", "source_date": "2025-01-17", "decision": "377/QĐ-BNN-VPĐP"}))

    assert standing(session, date(2027, 1, 1)).state == "valid"
    assert standing(session, date(2028, 1, 17)).state == "unconfirmed"
    assert standing(session, date(2028, 1, 18)).state == "expired"
