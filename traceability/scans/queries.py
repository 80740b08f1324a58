"""Query of the public state of a report: that it exists and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from traceability.scans.models import CodeReport
from traceability.scans.rules.reports import Reason, ReportState


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Without place, story and phone: those are for the officers alone."""

    ticket: str
    code: str
    reason: Reason
    state: ReportState
    conclusion: str
    created_at: datetime
    updated_at: datetime


def report_with_ticket(session: Session, ticket: str) -> ReportPage | None:
    row = session.execute(
        select(
            CodeReport.ticket,
            CodeReport.code,
            CodeReport.reason,
            CodeReport.state,
            CodeReport.conclusion,
            CodeReport.created_at,
            CodeReport.updated_at,
        ).where(CodeReport.ticket == ticket)
    ).one_or_none()
    if row is None:
        return None
    return ReportPage(
        ticket=row.ticket,
        code=row.code,
        reason=Reason(row.reason),
        state=ReportState(row.state),
        conclusion=row.conclusion,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
