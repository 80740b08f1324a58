"""Scheduled job of teams: invitations do not stay for ever."""

from accounts.teams.services.invitations import forget_invitations
from core.db.sessions import transaction
from core.jobs.handlers import handler


@handler("invitations.forgotten", cron="27 3 * * *")
def forget_old_invitations(timestamp: int) -> None:
    """Every night."""
    with transaction() as session:
        forget_invitations(session)
