"""Races of the search index: whoever writes last has read last, and no change is lost."""

import asyncio
import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.clock import today
from core.composition import Services
from core.db import sessions
from core.db.sessions import read_session, transaction
from core.jobs import queue as jobs
from core.jobs import worker
from core.jobs.waiting import JOBS, waiting_jobs
from search.engine import SearchEngine, SearchQuery
from search.engines.embedded import EmbeddedEngine
from storefront.index import services as index
from storefront.index.models import IndexCalendar
from storefront.index.rules import allowed
from storefront.index.writer import INDEX_LOCK, heal_index, rebuild_index, refresh_index
from tests.factories.catalogue import make_certified
from tests.races import wait_until_someone_waits_for_a_lock
from wsgi import create_app

HELD = text(
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = :number"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Watched:
    """An engine that counts its writes and lets something happen just before one."""

    def __init__(self, engine):
        self._engine = engine
        self.puts = []
        self.before_put = self.before_versions = self.within_rebuild = lambda: None

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def versions(self, keys=None):
        self._once("before_versions")
        return self._engine.versions(keys)

    def put(self, documents):
        self._once("before_put")
        self.puts.append(sorted(document.key for document in documents))
        self._engine.put(documents)

    def rebuild(self, documents, *, progress=None, take_over=False):
        read = list(documents)
        self._once("within_rebuild")
        return self._engine.rebuild(read, progress=progress, take_over=take_over)

    def _once(self, name):
        happening = getattr(self, name)
        setattr(self, name, lambda: None)
        happening()


@pytest.fixture
def engine_(app, tmp_path):
    """An engine of this test alone, which the handlers find as well."""
    ordinary = Services.of(app)[SearchEngine]
    watched = Services.of(app)[SearchEngine] = Watched(EmbeddedEngine(tmp_path / "search"))
    with app.app_context():
        yield watched
    Services.of(app)[SearchEngine] = ordinary


@pytest.fixture
def certificates(committed, engine_):
    """Codes of four certificates in force, which the index knows."""
    with Session(committed) as session, session.begin():
        made = [make_certified(session, on=today() - timedelta(days=9)) for _ in range(4)]
        codes = [certificate.code for _, certificate in made]
    rebuild_index(engine_)
    return codes


def record(code, kind):
    act = Act(kind=kind, on=today(), reason="c")
    with transaction() as session:
        record_event(session, code, act, actor=Actor("An"), today=today())


def suspend(code):
    record(code, EventKind.SUSPENDED)


def product_of(committed, number):
    """The n-th product: they were made one after the other."""
    with committed.connect() as connection:
        return connection.scalar(text(f"SELECT id FROM product ORDER BY id OFFSET {number}"))


def work(app):
    done = app.test_cli_runner().invoke(args=["worker", "--until-done"])
    assert done.exit_code == 0, done.output


def count(engine, *states):
    query = SearchQuery(today=today().toordinal(), statuses=allowed(states=states))
    return engine.search(query).total


def topics(committed):
    with committed.connect() as connection:
        return sorted(connection.scalars(select(JOBS.c.task_name)))


def is_in_step(engine):
    with read_session() as session:
        return not index.compare(session, engine, today())


def end_the_holder(committed):
    """The connection that holds the index ends, as that of a machine which was halted for long."""
    with committed.connect() as connection:
        holder = connection.scalar(HELD, {"number": INDEX_LOCK})
        connection.execute(select(func.pg_terminate_backend(holder)))
        while connection.scalar(HELD, {"number": INDEX_LOCK}):
            pass


def test_a_burst_of_changes_is_one_write(app, committed, engine_, certificates):
    for code in certificates:
        suspend(code)
    assert topics(committed) == ["product.changed"] * 4

    work(app)

    assert len(engine_.puts) == 1
    assert len(engine_.puts[0]) == 4
    assert count(engine_, "suspended") == 4
    assert topics(committed) == []


def test_what_the_index_has_already_is_not_written(app, committed, engine_, certificates):
    with transaction() as session:
        ids = [product_of(committed, number) for number in range(4)]
        jobs.defer(session, "product.changed", product_ids=ids)

    work(app)

    assert engine_.puts == []
    assert topics(committed) == []


def test_a_change_between_reading_and_writing_is_written_next(
    app, committed, engine_, certificates
):
    suspend(certificates[0])
    engine_.before_put = lambda: record(certificates[0], EventKind.REVOKED)

    work(app)

    assert len(engine_.puts) == 2
    assert (count(engine_, "suspended"), count(engine_, "revoked")) == (0, 1)
    assert is_in_step(engine_)


def test_a_change_during_a_rebuild_waits_and_is_in_the_new_index(
    app, committed, engine_, certificates
):
    first = product_of(committed, 0)
    with ThreadPoolExecutor() as pool:

        def refresh():
            with app.app_context():
                refresh_index(engine_, [first])

        def happening():
            suspend(certificates[0])
            refreshing.append(pool.submit(refresh))
            wait_until_someone_waits_for_a_lock(committed)

        refreshing = []
        engine_.within_rebuild = happening
        rebuild_index(engine_)
        refreshing[0].result(timeout=10)

    assert len(engine_.puts) == 1
    assert count(engine_, "suspended") == 1
    assert is_in_step(engine_)


def test_of_two_writers_the_second_reads_when_the_first_has_written(
    app, committed, engine_, certificates
):
    first = product_of(committed, 0)
    with ThreadPoolExecutor() as pool:

        def refresh():
            with app.app_context():
                refresh_index(engine_, [first])

        def happening():
            suspend(certificates[0])
            refreshing.append(pool.submit(refresh))
            wait_until_someone_waits_for_a_lock(committed)
            record(certificates[0], EventKind.REVOKED)

        refreshing = []
        suspend(certificates[1])
        engine_.before_put = happening
        refresh_index(engine_, [product_of(committed, 1)])
        refreshing[0].result(timeout=10)

    assert len(engine_.puts) == 2
    assert (count(engine_, "suspended"), count(engine_, "revoked")) == (1, 1)


def test_a_rebuild_does_the_jobs_that_waited_and_no_later_one(
    app, committed, engine_, certificates
):
    for code in certificates[:2]:
        suspend(code)
    with committed.begin() as connection:
        given_up = select(func.max(JOBS.c.id)).scalar_subquery()
        failed = JOBS.update().where(JOBS.c.id == given_up).values(status=text("'failed'"))
        connection.execute(failed)
    engine_.within_rebuild = lambda: suspend(certificates[2])

    rebuild_index(engine_)

    with read_session() as session:
        waiting = [job.facts for job in waiting_jobs(session, "product.changed")]
    assert waiting == [{"product_ids": [product_of(committed, 2)]}]
    assert count(engine_, "suspended") == 2
    work(app)
    assert count(engine_, "suspended") == 3
    assert topics(committed) == []


def test_who_has_lost_the_lock_before_writing_writes_nothing_and_is_asked_again(
    app, committed, engine_, certificates
):
    first = product_of(committed, 0)
    with transaction() as session:
        session.execute(text("UPDATE product SET name = 'Chè'"))
    engine_.before_versions = lambda: end_the_holder(committed)

    refresh_index(engine_, [first])

    assert engine_.puts == []
    assert topics(committed) == ["product.changed"]
    work(app)
    assert engine_.puts == [[f"product:{first}"]]


def test_who_loses_the_lock_while_writing_overwrites_nothing_for_long(
    app, committed, engine_, certificates
):
    first = product_of(committed, 0)

    def overtaken():
        end_the_holder(committed)
        record(certificates[0], EventKind.REVOKED)
        work(app)  # another worker puts the newer state before this one puts the older

    suspend(certificates[0])
    work(app)
    record(certificates[0], EventKind.LIFTED)
    with committed.begin() as connection:
        connection.execute(JOBS.delete())
    engine_.before_put = overtaken
    refresh_index(engine_, [first])
    assert count(engine_, "valid") == 4  # the older state, and it is known to be in doubt
    assert topics(committed) == ["product.changed"]

    work(app)

    assert (count(engine_, "valid"), count(engine_, "revoked")) == (3, 1)


def test_a_rebuild_that_loses_the_lock_is_done_again(app, committed, engine_, certificates):
    engine_.within_rebuild = lambda: end_the_holder(committed)

    rebuild_index(engine_)

    assert topics(committed) == ["catalogue.imported"]


@contextmanager
def killed_in_put(settings, committed):
    """A worker in a process of its own, killed between reading and writing."""

    def do_a_job():
        app = create_app(settings)

        def killed(_documents):
            os.kill(os.getpid(), signal.SIGKILL)

        Services.of(app)[SearchEngine].put = killed
        with app.app_context():
            asyncio.run(worker.keep_working(settings.database_url, asyncio.Event()))

    process = multiprocessing.get_context("fork").Process(target=do_a_job)
    process.start()
    process.join(30)
    yield process


def test_a_worker_killed_between_reading_and_writing_loses_nothing(
    app, settings, committed, tmp_path
):
    alone = settings.model_copy(update={"var_root": tmp_path})
    with app.app_context(), Session(committed) as session, session.begin():
        made = [make_certified(session, on=today() - timedelta(days=9)) for _ in range(3)]
        codes = [certificate.code for _, certificate in made]
    own = create_app(alone)
    engine = Services.of(own)[SearchEngine]
    with own.app_context():
        rebuild_index(engine)
        for code in codes:
            suspend(code)

        with killed_in_put(alone, committed) as process:
            assert process.exitcode == -signal.SIGKILL
        assert topics(committed).count("product.changed") == 3
        assert count(engine, "suspended") == 0

        with committed.begin() as connection:
            silent = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
            connection.execute(text(silent))
        asyncio.run(_work_until(alone.database_url, lambda: count(engine, "suspended") == 3))
        assert is_in_step(engine)
        sessions.close()


async def _work_until(url, condition):
    stop = asyncio.Event()
    working = asyncio.create_task(worker.keep_working(url, stop))
    for _ in range(600):
        if condition():
            break
        await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(working, 10)


def test_a_missing_index_is_healed_and_a_whole_one_left_alone(committed, engine_):
    with Session(committed) as session, session.begin():
        make_certified(session, on=today())

    assert heal_index(engine_)
    assert not heal_index(engine_)
    assert count(engine_, "valid") == 1


def test_an_index_made_anew_has_followed_the_calendar(committed, engine_, certificates):
    with Session(committed) as session:
        assert session.scalars(select(IndexCalendar.followed_to)).all() == [today()]
