"""Work on the search index is never given up while what it needs is merely away."""

import pytest
from procrastinate.jobs import Job
from psycopg.errors import LockNotAvailable, QueryCanceled
from sqlalchemy.exc import OperationalError

from core.jobs.handlers import MOST_TRIES
from core.jobs.queue import queue
from search.engine import SearchUnavailable

LOCKED = OperationalError("SELECT pg_advisory_xact_lock", {}, LockNotAvailable("lock timeout"))
TOO_LONG = OperationalError("SELECT", {}, QueryCanceled("statement timeout"))
TRIED_LONG = Job(
    id=1, queue="default", lock=None, queueing_lock=None, task_name="any",
    attempts=MOST_TRIES + 20,
)  # fmt: skip


@pytest.mark.parametrize("topic", ["product.changed", "catalogue.imported"])
@pytest.mark.parametrize("away", [SearchUnavailable("down"), LOCKED])
def test_a_change_waits_for_the_index_and_for_the_database(topic, away, app):
    decision = queue.tasks[topic].get_retry_exception(exception=away, job=TRIED_LONG)

    assert decision is not None


@pytest.mark.parametrize("topic", ["product.changed", "catalogue.imported"])
@pytest.mark.parametrize("mistake", [KeyError("name"), TOO_LONG])
def test_a_mistake_of_ours_is_parked(topic, mistake, app):
    failed = queue.tasks[topic].get_retry_exception(exception=mistake, job=TRIED_LONG)

    assert failed is None
