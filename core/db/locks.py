"""Advisory locks held outside any transaction: for work on what PostgreSQL does not keep itself.

A transaction held open while a search engine is written to would keep rows from being cleaned up
and a connection from everybody else; such a lock keeps nothing but its connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError, PendingRollbackError

from core.db.sessions import READING, db

_HELD = text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND granted"
    " AND locktype = 'advisory' AND (classid::bigint << 32) + objid::bigint = :number)"
)


class LockLost(Exception):
    """The connection that held the lock has ended: others may have held it since."""


class LockTaken(Exception):
    """Somebody else holds the lock."""


class AdvisoryLock:
    """A lock that is held for as long as its connection lives."""

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection = connection
        self._number = number

    def verify(self) -> None:
        """Raises LockLost: a process that was stopped for a while goes on without its lock."""
        try:
            is_held = self._connection.scalar(_HELD, {"number": self._number})
        except (OperationalError, PendingRollbackError) as error:
            raise LockLost from error
        if not is_held:
            raise LockLost


@contextmanager
def advisory_lock(number: int) -> Iterator[AdvisoryLock]:
    """Hold the lock of that number, alone among all processes.

    Raises OperationalError when it is not free within the lock timeout of the connection.
    """
    with db.engines[READING].connect() as connection:
        connection.execute(select(func.pg_advisory_lock(number)))
        try:
            yield AdvisoryLock(connection, number)
        finally:
            _release(connection, number)


@contextmanager
def free_advisory_lock(number: int) -> Iterator[AdvisoryLock]:
    """The same without waiting. Raises LockTaken."""
    with db.engines[READING].connect() as connection:
        if not connection.scalar(select(func.pg_try_advisory_lock(number))):
            raise LockTaken
        try:
            yield AdvisoryLock(connection, number)
        finally:
            _release(connection, number)


def _release(connection: Connection, number: int) -> None:
    """A connection that cannot give the lock back must not return to the pool with it."""
    try:
        connection.execute(select(func.pg_advisory_unlock(number)))
    except (OperationalError, PendingRollbackError):
        connection.invalidate()
