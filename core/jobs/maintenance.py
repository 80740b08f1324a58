"""Maintenance: regular work on what the core itself keeps."""

from core.db.content_changes import compact
from core.db.idempotency.sent_forms import forget_old
from core.db.sessions import transaction
from core.jobs.handlers import handler
from core.limits.attempts import drop_old_counts


@handler("content_changes.compacted", cron="* * * * *")
def compact_content_changes(timestamp: int) -> None:  # noqa: ARG001 - every regular job is told its time
    """Every minute, so that a version is always made of a few notes."""
    with transaction() as session:
        compact(session)


@handler("sent_forms.forgotten", cron="17 3 * * *")
def forget_sent_forms(timestamp: int) -> None:  # noqa: ARG001 - every regular job is told its time
    """Every night."""
    with transaction() as session:
        forget_old(session)


@handler("attempt_counts.dropped", cron="*/10 * * * *")
def drop_old_attempt_counts(timestamp: int) -> None:  # noqa: ARG001 - likewise
    with transaction() as session:
        drop_old_counts(session)
