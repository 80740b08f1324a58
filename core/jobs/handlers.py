"""Job handlers with their retry policy: run when a topic is deferred or a time comes, or twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, current_app
from flask.ctx import AppContext
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import Job
from psycopg.errors import QueryCanceled

from core.db.sessions import read_session, transaction
from core.jobs.queue import queue
from core.jobs.waiting import WaitingJob, drop_jobs, waiting_jobs

P = ParamSpec("P")
Batch = Callable[[Sequence[Mapping[str, Any]]], None]

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
            with _own_context():
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


def batch_handler(
    topic: str, *, lock: str, unavailable: tuple[type[Exception], ...] = ()
) -> Callable[[Batch], Batch]:
    """Run the function once for all jobs of the topic that wait, with the facts of each.

    The jobs taken along are deleted when it has returned: a worker killed before loses none. One
    that is tried again is done alone, for what failed may have been another's.
    """

    def register(function: Batch) -> Batch:
        def run(context: JobContext, /, **facts: Any) -> None:  # noqa: ANN401 - JSON
            with _own_context():
                taken = [] if context.job.attempts else _waiting(topic)
                function([facts, *(job.facts for job in taken)])
                if taken:
                    with transaction() as session:
                        drop_jobs(session, [job.id for job in taken])

        queue.task(name=topic, lock=lock, retry=RetryPolicy(unavailable), pass_context=True)(run)
        return function

    return register


def _waiting(topic: str) -> Sequence[WaitingJob]:
    with read_session() as session:
        return waiting_jobs(session, topic)


def _own_context() -> AppContext:
    """Of the thread that does the job; the documented way to hand the application on."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return app.app_context()
