"""What the worker runs when a topic is deferred or a time comes. A job may run twice."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from flask import current_app
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job
from psycopg.errors import QueryCanceled

from core.jobs.queue import queue

P = ParamSpec("P")

SOONEST, LATEST = 2, 30  # seconds between tries
MOST_TRIES = 5
LANES = {"default"}  # of all handlers that are known


@dataclass(frozen=True)
class RetryPolicy(BaseRetryStrategy):
    """Retry with exponential back-off: without end what is `unavailable`, five times all else."""

    unavailable: tuple[type[Exception], ...] = ()

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= MOST_TRIES and not self._is_unavailable(exception):
            return None
        wait = min(LATEST, SOONEST * 2 ** min(job.attempts, MOST_TRIES))
        return RetryDecision(retry_in={"seconds": wait})

    def _is_unavailable(self, exception: BaseException) -> bool:
        """A statement cut off for taking too long is ours to mend, not something to wait for."""
        too_long = isinstance(getattr(exception, "orig", None), QueryCanceled)
        return isinstance(exception, self.unavailable) and not too_long


def handler(
    topic: str,
    *,
    lock: str | None = None,
    unavailable: tuple[type[Exception], ...] = (),
    cron: str | None = None,
    lane: str = "default",
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Run the function in the worker when `topic` is deferred, or at the times of `cron` (UTC).

    Jobs of one `lock` run one after the other, in the order they were deferred. While the work
    fails with one of `unavailable`, it is tried until it succeeds. The worker does one job at a
    time in each `lane`: a job waits for none in another.
    """
    LANES.add(lane)

    def register(function: Callable[P, None]) -> Callable[P, None]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            with current_app._get_current_object().app_context():  # type: ignore[attr-defined]  # noqa: SLF001 - the documented way to pass the app on
                function(*args, **kwargs)

        task = queue.task(
            name=topic,
            queue=lane,
            lock=lock,
            queueing_lock=topic if cron else None,
            retry=RetryPolicy(unavailable),
        )(run)
        if cron:
            queue.periodic(cron=cron)(task)  # type: ignore[arg-type]  # such a job takes `timestamp`
        return function

    return register
