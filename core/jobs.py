"""Work that follows a change: deferred in the same transaction, done by the worker.

A job exists exactly when the change it follows is committed. A topic names what happened
("product.changed"); packages above listen. Handlers are idempotent: a job may run twice.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

from flask import current_app
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONValue
from sqlalchemy import Connection
from sqlalchemy.orm import Session

P = ParamSpec("P")

queue = App(connector=PsycopgConnector())  # opened by the worker alone

# Keeps trying for about a day: an engine that was down all night is caught up in the morning.
PATIENT = RetryStrategy(max_attempts=1500, wait=2, linear_wait=0, exponential_wait=0)
BRIEF = RetryStrategy(max_attempts=5, wait=1, exponential_wait=2)


def handler(
    topic: str, *, lock: str | None = None, retry: RetryStrategy = BRIEF, cron: str | None = None
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Run the decorated function in the worker when `topic` is deferred, or at the times of `cron` (UTC).

    Jobs of one `lock` run one after the other, in the order they were deferred.
    """

    def register(function: Callable[P, None]) -> Callable[P, None]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            with current_app._get_current_object().app_context():  # type: ignore[attr-defined]  # noqa: SLF001 - the documented way to pass the app on
                function(*args, **kwargs)

        task = queue.task(
            name=topic, lock=lock, queueing_lock=topic if cron else None, retry=retry
        )(run)
        if cron:
            queue.periodic(cron=cron)(task)  # type: ignore[arg-type]  # such a job takes `timestamp`
        return function

    return register


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
    task = queue.configure_task(topic, connection=driver, queueing_lock=queueing_lock)
    task.defer(**facts)
