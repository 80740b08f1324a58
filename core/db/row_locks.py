"""Row locks that a transaction holds: whether somebody waits for one."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_WAITED_FOR = text(
    "SELECT EXISTS (SELECT FROM pg_locks"
    " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
)


def is_waited_for(session: Session) -> bool:
    """Whether another session waits for a lock that this one's transaction holds."""
    return bool(session.scalar(_WAITED_FOR))
