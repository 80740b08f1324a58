"""Jobs exist exactly when the change they follow is committed."""

import pytest
from sqlalchemy import Engine, func, select, table
from sqlalchemy.orm import Session

from core.jobs import queue as jobs
from core.jobs.handlers import handler

JOBS = table("procrastinate_jobs")


@handler("test.happened")
def nothing(**_: object) -> None: ...


def waiting(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(JOBS)) or 0


def test_a_job_is_committed_with_the_change_it_follows(committed):
    with Session(committed) as session, session.begin():
        jobs.defer(session, "test.happened", thing=1)
        assert waiting(committed) == 0

    assert waiting(committed) == 1


def test_a_rollback_takes_the_job_with_it(committed):
    with pytest.raises(ZeroDivisionError), Session(committed) as session, session.begin():
        jobs.defer(session, "test.happened", thing=1)
        raise ZeroDivisionError

    assert waiting(committed) == 0
