"""One run does all the jobs of a topic that wait; a job that is tried again is done alone."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.jobs import queue as jobs
from core.jobs.handlers import batch_handler
from core.jobs.waiting import JOBS

RUNS: list[list[int]] = []
REFUSED: set[int] = set()


@batch_handler("test.batched", lock="test.batched")
def note(calls):
    numbers = [call["number"] for call in calls]
    RUNS.append(numbers)
    if REFUSED.intersection(numbers):
        raise ValueError


@pytest.fixture(autouse=True)
def fresh():
    RUNS.clear()
    REFUSED.clear()


def defer(engine, *numbers):
    for number in numbers:
        with Session(engine) as session, session.begin():
            jobs.defer(session, "test.batched", number=number)


def work(app):
    done = app.test_cli_runner().invoke(args=["worker", "--until-done"])
    assert done.exit_code == 0, done.output


def waiting(engine):
    ours = select(JOBS.c.args["number"]).where(JOBS.c.task_name == "test.batched")
    with engine.connect() as connection:
        return sorted(connection.scalars(ours))


def test_jobs_that_wait_are_done_in_one_run(app, committed):
    defer(committed, 1, 2, 3)

    work(app)

    assert RUNS == [[1, 2, 3]]
    assert waiting(committed) == []


def test_a_run_that_fails_takes_no_job_away(app, committed):
    defer(committed, 1, 2, 3)
    REFUSED.add(2)

    work(app)

    assert RUNS == [[1, 2, 3]]
    assert waiting(committed) == [1, 2, 3]


def test_a_job_that_is_tried_again_is_done_alone(app, committed):
    defer(committed, 1, 2)
    with committed.begin() as connection:
        first = "UPDATE procrastinate_jobs SET attempts = 1 WHERE args ->> 'number' = '1'"
        connection.execute(text(first))
    defer(committed, 3)

    work(app)

    assert RUNS == [[1], [2, 3]]
    assert waiting(committed) == []
