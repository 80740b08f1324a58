"""Functions the worker runs when a topic is deferred or a time comes. Idempotent: a job may run twice."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import current_app
from procrastinate import RetryStrategy

from core.jobs import queue

P = ParamSpec("P")

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
