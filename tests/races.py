"""Forcing races: a test goes on only when the other side is really waiting."""

import time

from sqlalchemy import Engine, text

TIMEOUT_SECONDS = 10


def wait_until_someone_waits_for_a_lock(engine: Engine) -> None:
    """Return when a statement on this database waits for a lock; fail when none does in time."""
    waiting = text(
        "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
        " WHERE NOT l.granted AND a.datname = current_database()"
    )
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            if connection.scalar(waiting):
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for a lock: there is no race to test")
