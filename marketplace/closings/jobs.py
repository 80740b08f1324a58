"""Periodic job: closes sellers whose notice has run out."""

from core.clock import now
from core.db.sessions import read_session, transaction
from core.jobs.handlers import handler
from marketplace.closings.services.closings import close_seller, due_closings


@handler("seller.closings_due", cron="*/10 * * * *")
def close_sellers(timestamp: int) -> None:
    """Every ten minutes, each in a transaction of its own."""
    with read_session() as session:
        due = due_closings(session, now())
    for application_id in due:
        with transaction() as session:
            close_seller(session, application_id, now())
