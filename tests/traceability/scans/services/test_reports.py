"""Reports from one source are counted one after another, whatever the browsers call themselves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.races import wait_until_someone_waits_for_a_lock
from traceability.scans.errors import TooManyReports
from traceability.scans.models import CodeReport
from traceability.scans.rules.reports import Reason
from traceability.scans.services.reports import NewReport, file_report
from traceability.scans.services.scans import sender

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
REPORT = NewReport(code="7K3MX9QF2Z", reason=Reason.QUALITY, place="", story="", phone=None)


def report(session, number):
    by = sender(session, address="113.161.72.9", agent=f"browser {number}", at=NOON)
    return file_report(session, REPORT, sender=by, at=NOON)


def test_two_reports_at_once_are_not_both_the_last_of_their_source(committed, monkeypatch):
    monkeypatch.setattr("traceability.scans.services.reports.MOST_PER_SOURCE", 1)

    def in_own_transaction():
        with Session(committed) as session, session.begin():
            report(session, 2)

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        sender(first, address="", agent="", at=NOON)
        first.commit()  # the key of the day is there
        report(first, 1)
        second = pool.submit(in_own_transaction)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        with pytest.raises(TooManyReports) as no:
            second.result(timeout=5)

    assert no.value.facts == {"most": 1, "whose": "source"}
    with Session(committed) as session:
        assert session.scalar(select(func.count()).select_from(CodeReport)) == 1
