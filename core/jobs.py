"""Work that follows a change: deferred in the same transaction, done by the worker.

A job exists exactly when the change it follows is committed. A topic names what happened
("product.changed"); packages above listen (core.handlers).
"""

from contextlib import suppress

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.types import JSONValue
from sqlalchemy import Connection
from sqlalchemy.orm import Session

queue = App(connector=PsycopgConnector())  # opened by the worker alone
# Never opened: it speaks on the connection it is handed. The queue's own, open in the worker, would
# take the connection of a handler's session for an asynchronous one.
_on_sessions = JobManager(SyncPsycopgConnector())


def defer(session: Session, topic: str, **facts: JSONValue) -> None:
    """Tell the packages above what happened, if and only if this transaction is committed."""
    session.flush()
    _put(session.connection(), topic, None, facts)


def defer_once(session: Session, topic: str, **facts: JSONValue) -> None:
    """The same, unless such a job already waits."""
    session.flush()
    connection = session.connection()
    with suppress(AlreadyEnqueued), connection.begin_nested():
        _put(connection, topic, topic, facts)


def _put(
    connection: Connection, topic: str, queueing_lock: str | None, facts: dict[str, JSONValue]
) -> None:
    driver = connection.connection.driver_connection
    job = queue.configure_task(topic, queueing_lock=queueing_lock).job
    JobDeferrer(_on_sessions, job, connection=driver).defer(**facts)
