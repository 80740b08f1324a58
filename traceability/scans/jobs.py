"""Scheduled jobs of scans: totals, then deletion."""

from core.clock import now, today
from core.db.sessions import transaction
from core.jobs.handlers import handler
from traceability.scans.services import scans


@handler("scans.totalled", cron="20 17 * * *")
def total_scans(timestamp: int) -> None:
    """At 00:20 in Vietnam: what was scanned yesterday, and on days a stopped worker missed."""
    with transaction() as session:
        scans.total_days(session, today())


@handler("scans.aged", cron="40 * * * *")
def forget_scans(timestamp: int) -> None:
    """Every hour, so that no promise about days is late by one."""
    with transaction() as session:
        scans.total_days(session, today())  # nothing is deleted before it is counted
        scans.forget(session, now())
