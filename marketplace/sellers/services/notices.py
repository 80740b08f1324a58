"""Notices to sellers: what was decided about them, as messages in their language."""

from sqlalchemy.orm import Session

from core.jobs import queue as jobs
from marketplace.sellers.models.applications import SellerApplication


def give_notice(
    session: Session, application: SellerApplication, event: str, *, reason: str = ""
) -> None:
    """Tell the applicant what happened, once, if this transaction is committed."""
    jobs.defer(
        session,
        "seller.notified",
        account_id=application.applicant_id,
        application_id=application.id,
        event=str(event),
        reason=reason,
    )
