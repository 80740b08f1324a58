"""Job backlog: what waits in the queue, since when, and whether a worker lives to do it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    String,
    cast,
    column,
    delete,
    exists,
    func,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

JOBS = table(
    "procrastinate_jobs",
    column("id", BigInteger),
    column("task_name", String),
    column("lock", String),
    column("args", JSONB),
    column("status"),
)
_EVENTS = table(
    "procrastinate_events",
    column("job_id", BigInteger),
    column("type"),
    column("at", DateTime(timezone=True)),
)
_WORKERS = table("procrastinate_workers", column("last_heartbeat", DateTime(timezone=True)))
SILENCE = timedelta(seconds=30)  # three heartbeats of a worker
_status, _type = cast(JOBS.c.status, String), cast(_EVENTS.c.type, String)


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """A job that no worker has begun."""

    id: int
    facts: Mapping[str, Any]


def waiting_jobs(session: Session, topic: str) -> Sequence[WaitingJob]:
    """Jobs of one topic that wait, be it for another try, in the order they were deferred."""
    rows = session.execute(
        select(JOBS.c.id, JOBS.c.args)
        .where(JOBS.c.task_name == topic, _status == "todo")
        .order_by(JOBS.c.id)
    )
    return [WaitingJob(row.id, row.args) for row in rows]


def unfinished_jobs(session: Session, lock: str) -> list[int]:
    """Jobs of one lock that wait or were given up."""
    unfinished = select(JOBS.c.id).where(JOBS.c.lock == lock, _status.in_(("todo", "failed")))
    return list(session.scalars(unfinished))


def drop_jobs(session: Session, ids: Collection[int]) -> None:
    """Delete jobs that something else has done, but for those a worker has begun meanwhile."""
    session.execute(delete(JOBS).where(JOBS.c.id.in_(list(ids)), _status.in_(("todo", "failed"))))


def is_late(lock: str, wait: timedelta) -> ColumnElement[bool]:
    """Whether a job of the lock has waited or worked for longer, or was given up, as SQL."""
    deferred = select(_EVENTS.c.job_id).where(
        _EVENTS.c.job_id == JOBS.c.id, _type == "deferred", _EVENTS.c.at < func.now() - wait
    )
    is_begun = _status.in_(("todo", "doing"))
    late = or_(_status == "failed", is_begun & exists(deferred))
    return exists(select(JOBS.c.id).where(JOBS.c.lock == lock, late))


def is_worker_running(session: Session) -> bool:
    """Whether one has given a sign of life lately."""
    alive = select(_WORKERS.c.last_heartbeat).where(
        _WORKERS.c.last_heartbeat > func.now() - SILENCE
    )
    return bool(session.scalar(select(exists(alive))))


@dataclass(frozen=True, slots=True)
class JobBacklog:
    """What the queue holds: jobs that wait, since when the oldest does, and those given up."""

    waiting: int
    oldest: datetime | None
    given_up: int


def job_backlog(session: Session) -> JobBacklog:
    """A job that is to be tried again counts from the moment it was first deferred."""
    deferred = (
        select(func.min(_EVENTS.c.at))
        .join(JOBS, JOBS.c.id == _EVENTS.c.job_id)
        .where(_type == "deferred", _status.in_(("todo", "doing")))
    )
    row = session.execute(
        select(
            func.count().filter(_status.in_(("todo", "doing"))).label("waiting"),
            func.count().filter(_status == "failed").label("given_up"),
            deferred.scalar_subquery().label("oldest"),
        ).select_from(JOBS)
    ).one()
    return JobBacklog(row.waiting, row.oldest, row.given_up)
