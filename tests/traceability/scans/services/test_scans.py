"""What is counted as a scan, and what is forgotten when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from traceability.scans.models import CodeReport, Scan, ScanDay, ScanKey
from traceability.scans.rules.reports import Reason
from traceability.scans.services.reports import NewReport, file_report
from traceability.scans.services.scans import (
    NewScan,
    day_key,
    forget,
    record_scans,
    sender,
    total_days,
)

CODE = "7K3MX9QF2Z"
NOON = datetime(2026, 11, 24, 5, 0, 30, tzinfo=UTC)  # 12:00 in Vietnam
PHONE = "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"


def new_scan(minutes=0.0, **facts):
    values = {
        "code": CODE, "known": True, "at": NOON + timedelta(minutes=minutes), "language": "vi",
        "address": "113.161.72.9", "agent": PHONE,
    }  # fmt: skip
    return NewScan(**(values | facts))


def test_a_scan_is_kept_without_address_and_agent(session):
    assert record_scans(session, [new_scan()]) == 1

    scan = session.scalars(select(Scan)).one()
    assert scan.minute == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert (scan.network, scan.device, scan.language) == ("113.161.72.0/24", "phone", "vi")
    assert len(scan.visitor) == 8
    row = " ".join(str(value) for value in vars(scan).values())
    assert "113.161.72.9" not in row
    assert "Android" not in row


@pytest.mark.parametrize("together", [True, False])
def test_a_reload_within_ten_minutes_is_no_scan(session, together):
    scans = [
        new_scan(),
        new_scan(4),
        new_scan(9),
        new_scan(11),
        new_scan(4, address="1.2.3.4"),
        new_scan(5, code="X"),
    ]
    batches = [scans] if together else [[one] for one in scans]

    assert sum(record_scans(session, batch) for batch in batches) == 4


def test_programs_are_no_visitors(session):
    assert record_scans(session, [new_scan(agent="WhatsApp/2.23"), new_scan(agent="")]) == 0
    assert session.scalars(select(Scan)).all() == []


def test_the_same_visitor_has_another_mark_on_another_day(session):
    record_scans(session, [new_scan(), new_scan(24 * 60)])

    one, other = session.scalars(select(Scan.visitor)).all()
    assert one != other


def test_the_day_of_a_scan_is_that_of_vietnam(session):
    late = new_scan(12 * 60 - 1)  # 23:59 there
    early = new_scan(12 * 60 + 15)  # 00:15 of the next day
    record_scans(session, [late, early])

    assert total_days(session, date(2026, 11, 25)) == 1
    assert total_days(session, date(2026, 11, 26)) == 2
    days = session.scalars(select(ScanDay.day).order_by(ScanDay.day)).all()
    assert days == [date(2026, 11, 24), date(2026, 11, 25)]


def test_totals_count_scans_and_visitors_and_stay_when_counted_again(session):
    record_scans(session, [new_scan(), new_scan(15), new_scan(1, address="1.2.3.4")])

    for _ in range(2):
        total_days(session, date(2026, 11, 25))
        day = session.scalars(select(ScanDay)).one()
        assert (day.code, day.scans, day.visitors) == (CODE, 3, 2)


def test_networks_go_after_72_hours_and_rows_after_90_days(session):
    record_scans(session, [new_scan()])
    scan = session.scalars(select(Scan)).one()

    forget(session, scan.minute + timedelta(hours=72))
    session.refresh(scan)
    assert scan.network == "113.161.72.0/24"

    forget(session, scan.minute + timedelta(hours=72, minutes=1))
    session.refresh(scan)
    assert scan.network is None

    forget(session, scan.minute + timedelta(days=90))
    assert session.scalars(select(Scan)).all() != []
    forget(session, scan.minute + timedelta(days=90, minutes=1))
    assert session.scalars(select(Scan)).all() == []


def test_the_key_of_a_day_is_gone_48_hours_after_the_day_began(session):
    key = day_key(session, date(2026, 11, 24))
    assert day_key(session, date(2026, 11, 24)) == key
    midnight = datetime(2026, 11, 23, 17, tzinfo=UTC)  # of the 24th in Vietnam

    forget(session, midnight + timedelta(hours=47, minutes=59))
    assert session.scalars(select(ScanKey)).all() != []
    forget(session, midnight + timedelta(hours=48))
    assert session.scalars(select(ScanKey)).all() == []


def test_a_report_keeps_no_mark_of_its_visitor_after_48_hours(session):
    by = sender(session, address="1.2.3.4", agent=PHONE, at=NOON)
    report = NewReport(code=CODE, reason=Reason.QUALITY, place="", story="", phone=None)
    file_report(session, report, sender=by, at=NOON)

    forget(session, NOON + timedelta(hours=48, minutes=1))

    session.expire_all()
    assert session.execute(select(CodeReport.visitor, CodeReport.source)).all() == [(None, None)]
