"""Reports of things that look wrong: filed without a login, followed under a ticket."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.clock import VIETNAM
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue
from traceability.scans.errors import TooManyReports
from traceability.scans.models import CodeReport
from traceability.scans.rules.reports import MOST_PER_DAY, MOST_PER_SOURCE, Reason
from traceability.scans.services.scans import Sender


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a person typed. A phone number is only here together with consent to be called."""

    code: str
    reason: Reason
    place: str
    story: str
    phone: str | None


def file_report(session: Session, report: NewReport, *, sender: Sender, at: datetime) -> str:
    """Keep a report and return its ticket.

    Raises TooManyReports, of this visitor or from this source; nothing is kept then.
    """
    # One at a time from each source: two reports sent at once must not both be the last.
    session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(sender.source, signed=True))))
    if _reports_today(session, CodeReport.visitor == sender.visitor, at) >= MOST_PER_DAY:
        raise TooManyReports(most=MOST_PER_DAY, whose="visitor")
    if _reports_today(session, CodeReport.source == sender.source, at) >= MOST_PER_SOURCE:
        raise TooManyReports(most=MOST_PER_SOURCE, whose="source")
    known = session.get(IssuedCode, report.code) is not None
    ticket = next(issue(session, CodeKind.REPORT, 1))
    session.add(
        CodeReport(
            ticket=ticket,
            code=report.code,
            known=known,
            reason=report.reason,
            place=report.place,
            story=report.story,
            phone=report.phone,
            phone_consent_at=at if report.phone else None,
            visitor=sender.visitor,
            source=sender.source,
            created_at=at,
        )
    )
    session.flush()
    return ticket


def _reports_today(session: Session, theirs: ColumnElement[bool], at: datetime) -> int:
    midnight = datetime.combine(at.astimezone(VIETNAM), time(), VIETNAM)
    count = select(func.count()).where(theirs, CodeReport.created_at >= midnight)
    return session.scalars(count).one()
