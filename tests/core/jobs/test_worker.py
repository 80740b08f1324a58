"""The worker outlives its database: nobody restarts it after PostgreSQL was away for a while."""

import asyncio
import threading
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import column, create_engine, func, make_url, select, table, text
from sqlalchemy.orm import Session

from core.db.connections import KEEPALIVE
from core.db.sessions import driver_url, transaction
from core.jobs import queue as jobs
from core.jobs import worker
from core.jobs.handlers import handler
from tests.factories.audit import make_acts, sealed

JOBS = table("procrastinate_jobs", column("task_name"))
DONE: list[int] = []
HELD_UP, LET_GO = threading.Event(), threading.Event()


@handler("test.counted")
def count(*, number: int) -> None:
    DONE.append(number)


@handler("test.followed")
def follow(*, number: int) -> None:
    with transaction() as session:
        jobs.defer(session, "test.counted", number=number)


@handler("test.held_up")
def hold_up(*, number: int) -> None:
    HELD_UP.set()
    LET_GO.wait(20)
    DONE.append(number)


@pytest.fixture(autouse=True)
def hurried(app, monkeypatch):
    """Short pauses, nothing done before, and an application for the handlers."""
    monkeypatch.setattr(worker, "AGAIN_SECONDS", 0.1)
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.2)
    DONE.clear()
    with app.app_context():
        yield


@contextmanager
def locked_out(url):
    """Everybody is thrown out of the database and nobody gets in, as while the server restarts."""
    name = make_url(url).database
    admin = create_engine(
        make_url(driver_url(url)).set(database="postgres"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'))
        out = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(text(out), {"name": name})
        try:
            yield
        finally:
            connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))
    admin.dispose()


def defer(engine, number, topic="test.counted"):
    with Session(engine) as session, session.begin():
        jobs.defer(session, topic, number=number)


def waiting(engine):
    """Jobs of the test; the worker's own by the minute may wait."""
    with engine.connect() as connection:
        ours = select(func.count()).select_from(JOBS).where(JOBS.c.task_name == "test.counted")
        return connection.scalar(ours)


def chain(engine):
    with Session(engine) as session:
        return sealed(session)


async def until(condition, tries=300):
    for _ in range(tries):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise TimeoutError


@asynccontextmanager
async def at_work(url, seconds=10):
    """A worker that is told to stop whatever happens here: nothing may wait for it for ever."""
    stop = asyncio.Event()
    working = asyncio.create_task(worker.keep_working(url, stop))
    try:
        yield working
    finally:
        stop.set()
        await asyncio.wait_for(working, seconds)


def test_jobs_are_done_after_the_database_was_away(committed, database_url):
    async def scene():
        async with at_work(database_url) as working:
            await asyncio.to_thread(defer, committed, 1)
            await until(lambda: DONE == [1])
            # One whose end is not on record yet when the database goes is rightly done once more.
            await until(lambda: waiting(committed) == 0)
            with locked_out(database_url):
                await asyncio.sleep(1)
                assert not working.done()
            committed.dispose()  # its connections were cut as well
            await asyncio.to_thread(defer, committed, 2)
            await until(lambda: DONE == [1, 2])

    asyncio.run(scene())

    assert waiting(committed) == 0


def test_it_starts_before_its_database(committed, database_url):
    async def scene():
        async with AsyncExitStack() as stack:
            with locked_out(database_url):
                working = await stack.enter_async_context(at_work(database_url))
                await asyncio.sleep(0.5)
                assert not working.done()
            committed.dispose()
            await asyncio.to_thread(defer, committed, 3)
            await until(lambda: DONE == [3], tries=900)

    asyncio.run(scene())

    assert waiting(committed) == 0


def test_a_job_may_defer_another(committed, database_url):
    async def scene():
        async with at_work(database_url):
            await asyncio.to_thread(defer, committed, 4, "test.followed")
            await until(lambda: DONE == [4])

    asyncio.run(scene())

    assert waiting(committed) == 0


def test_acts_are_sealed_while_a_long_job_runs(committed, database_url):
    defer(committed, 5, "test.held_up")
    with Session(committed) as session, session.begin():
        make_acts(session, "a")

    async def scene():
        async with at_work(database_url):
            try:
                await until(HELD_UP.is_set)
                await until(lambda: chain(committed) == ["a"])
                assert DONE == []
            finally:
                LET_GO.set()
            await until(lambda: DONE == [5])

    asyncio.run(scene())


def test_it_stops_when_told(committed, database_url):
    async def scene():
        async with at_work(database_url, seconds=5) as working:
            await asyncio.sleep(0.3)
            assert not working.done()
        assert working.done()

    asyncio.run(scene())


def test_its_connections_notice_a_machine_that_is_gone(database_url, monkeypatch):
    conninfos = []

    class Noted(worker.PsycopgConnector):
        def __init__(self, *, conninfo):
            conninfos.append(conninfo_to_dict(conninfo))
            super().__init__(conninfo=conninfo)

    async def open_and_close():
        async with worker._queue(database_url):
            pass

    monkeypatch.setattr(worker, "PsycopgConnector", Noted)
    asyncio.run(open_and_close())

    (conninfo,) = conninfos
    assert {name: int(conninfo[name]) for name in KEEPALIVE} == KEEPALIVE
