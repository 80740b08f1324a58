"""Retention: every night, what is no longer needed of people is forgotten."""

from accounts.privacy.services.retention import forget_old
from core.db.sessions import transaction
from core.jobs.handlers import handler


@handler("accounts.forgotten", cron="41 3 * * *")
def forget_old_accounts_data(timestamp: int) -> None:
    with transaction() as session:
        forget_old(session)
