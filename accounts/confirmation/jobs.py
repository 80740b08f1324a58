"""What is forgotten of one-time codes."""

from accounts.confirmation.services.codes import forget_confirmations
from core.db.sessions import transaction
from core.jobs.handlers import handler


@handler("confirmations.forgotten", cron="*/10 * * * *")
def forget(timestamp: int) -> None:
    with transaction() as session:
        forget_confirmations(session)
