"""Regular work on what the core itself keeps."""

from core.db.content_versions import gather
from core.db.sessions import transaction
from core.jobs.handlers import handler


@handler("changes.gathered", cron="* * * * *")
def gather_changes(timestamp: int) -> None:  # noqa: ARG001 - every regular job is told its time
    """Every minute, so that an edition is always the sum of a few rows."""
    with transaction() as session:
        gather(session)
