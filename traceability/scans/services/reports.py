"""Reports of things that look wrong: filed without a login, followed under a ticket."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.clock import VIETNAM
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue
from traceability.scans.errors import TooManyReports
from traceability.scans.models import CodeReport
from traceability.scans.rules.reports import MOST_PER_DAY, Reason


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a person typed. A phone number is only here together with consent to be called."""

    code: str
    reason: Reason
    place: str
    story: str
    phone: str | None


def file_report(session: Session, report: NewReport, *, visitor: bytes, at: datetime) -> str:
    """Keep a report and return its ticket. Raises TooManyReports; nothing is kept then."""
    # One at a time for each visitor: two reports sent at once must not both be the fifth.
    session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(visitor, signed=True))))
    if _reports_today(session, visitor, at) >= MOST_PER_DAY:
        raise TooManyReports(most=MOST_PER_DAY)
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
            visitor=visitor,
            created_at=at,
        )
    )
    session.flush()
    return ticket


def _reports_today(session: Session, visitor: bytes, at: datetime) -> int:
    midnight = datetime.combine(at.astimezone(VIETNAM), time(), VIETNAM)
    count = select(func.count()).where(
        CodeReport.visitor == visitor, CodeReport.created_at >= midnight
    )
    return session.scalars(count).one()
