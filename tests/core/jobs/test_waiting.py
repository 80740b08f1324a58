"""What waits in the queue, since when, and whether somebody lives to do it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from core.jobs import queue as jobs
from core.jobs.handlers import handler
from core.jobs.waiting import (
    JOBS,
    drop_jobs,
    is_late,
    is_worker_running,
    unfinished_jobs,
    waiting_jobs,
)

WAIT = timedelta(seconds=5)


@handler("test.waited_for", lock="test")
def wait_for(*, number: int) -> None:
    pass


@pytest.fixture
def waiting(session):
    """Two jobs that nobody has begun."""
    for number in (1, 2):
        jobs.defer(session, "test.waited_for", number=number)
    return [job.id for job in waiting_jobs(session, "test.waited_for")]


def late(session):
    return session.scalar(select(is_late("test", WAIT)))


def set_status(session, number, status):
    session.execute(text(f"UPDATE procrastinate_jobs SET status = '{status}' WHERE id = {number}"))


def age(session, seconds):
    session.execute(
        text(f"UPDATE procrastinate_events SET at = now() - interval '{seconds} seconds'")
    )


def test_jobs_wait_in_the_order_they_were_deferred(session, waiting):
    facts = [job.facts for job in waiting_jobs(session, "test.waited_for")]

    assert facts == [{"number": 1}, {"number": 2}]
    assert waiting_jobs(session, "test.other") == []


def test_a_job_that_was_begun_waits_no_more_and_is_not_dropped(session, waiting):
    first, second = waiting
    set_status(session, first, "doing")

    assert [job.id for job in waiting_jobs(session, "test.waited_for")] == [second]
    drop_jobs(session, waiting)

    assert list(session.scalars(select(JOBS.c.id))) == [first]


def test_a_job_given_up_is_unfinished_and_can_be_dropped(session, waiting):
    first, second = waiting
    set_status(session, first, "failed")

    assert sorted(unfinished_jobs(session, "test")) == [first, second]
    drop_jobs(session, [first])

    assert unfinished_jobs(session, "test") == [second]


def test_a_job_is_late_when_it_has_waited_or_worked_for_longer(session, waiting):
    age(session, 4)
    assert not late(session)
    age(session, 6)
    assert late(session)
    assert not session.scalar(select(is_late("other", WAIT)))

    set_status(session, waiting[0], "doing")
    drop_jobs(session, waiting)
    assert late(session)


def test_a_job_given_up_is_late_at_once(session, waiting):
    set_status(session, waiting[0], "failed")

    assert late(session)


def test_a_worker_runs_as_long_as_it_gives_signs_of_life(session):
    assert not is_worker_running(session)
    session.execute(
        text(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '31 seconds')"
        )
    )
    assert not is_worker_running(session)

    session.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))

    assert is_worker_running(session)
