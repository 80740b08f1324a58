"""`flask worker`: runs deferred jobs until SIGINT or SIGTERM; outlives a lost database."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator

import click
import psycopg
from flask.cli import with_appcontext
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg.conninfo import make_conninfo

from core.commands import Command
from core.composition import services
from core.db.administration import roles
from core.db.connections import KEEPALIVE
from core.jobs import maintenance
from core.jobs import queue as jobs
from core.jobs.handlers import LANES

POLL_SECONDS = 5  # a job is announced at once; polling finds what an announcement missed
STALLED_CHECK_SECONDS = 15
AGAIN_SECONDS = 2  # between losing the database and asking for it again
HANDLERS = maintenance  # importing them is what makes them known to the queue
DATABASE_UNAVAILABLE = (ConnectorException, psycopg.Error)
log = logging.getLogger(__name__)


@click.command("worker", cls=Command)
@click.option("--until-done", is_flag=True, help="Stop when no job is left.")
@with_appcontext
def worker(*, until_done: bool) -> None:
    """Do deferred work: search index, daily changes, scan totals."""
    url = services().database_url
    if refusal := roles.refusal_of(url, is_public=services().https):
        raise click.ClickException(refusal)
    asyncio.run(_until_done(url) if until_done else _until_signal(url))


async def _until_done(url: str) -> None:
    """Raises psycopg.OperationalError at once: the queue's pool would go on trying."""
    await (await psycopg.AsyncConnection.connect(url, connect_timeout=5)).close()
    async with _queue(url) as queue:
        await queue.run_worker_async(wait=False, delete_jobs="successful")


async def _until_signal(url: str) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await keep_working(url, stop)


async def keep_working(url: str, stop: asyncio.Event) -> None:
    """Work until told to stop: the queue's own worker ends when it loses the database."""
    while not stop.is_set():
        try:
            await _work(url, stop)
        except DATABASE_UNAVAILABLE as away:
            log.warning("the worker waits for the database: %s", " ".join(str(away).split()))
        if not stop.is_set():
            await _set_within(stop, AGAIN_SECONDS)


async def _work(url: str, stop: asyncio.Event) -> None:
    """Until told to stop, or until the database is lost."""
    ended = asyncio.Event()
    async with _queue(url) as queue:
        working = [asyncio.create_task(_work_in(queue, lane)) for lane in sorted(LANES)]
        waiting = asyncio.create_task(stop.wait())
        rescue = asyncio.create_task(_rescue_stalled(queue, ended))
        await asyncio.wait({*working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        ended.set()
        for work in working:
            work.cancel()  # lets the job in hand finish; does nothing to a worker that has ended
        outcomes = await asyncio.gather(*working, rescue, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome


async def _work_in(queue: App, lane: str) -> None:
    await queue.run_worker_async(
        queues=[lane],
        fetch_job_polling_interval=POLL_SECONDS,
        delete_jobs="successful",
        install_signal_handlers=False,
    )


async def _rescue_stalled(queue: App, ended: asyncio.Event) -> None:
    """Give jobs back that a killed worker held: handlers are idempotent, so twice does no harm.

    Ended by an event: a cancellation can get lost inside a query that fails at that moment.
    """
    manager = queue.job_manager
    while not ended.is_set():
        with contextlib.suppress(*DATABASE_UNAVAILABLE):  # the worker beside it notices too
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
                await manager.retry_job(job)
        await _set_within(ended, STALLED_CHECK_SECONDS)


@contextlib.asynccontextmanager
async def _queue(url: str) -> AsyncIterator[App]:
    connector = PsycopgConnector(conninfo=make_conninfo(url, **KEEPALIVE))
    with jobs.queue.replace_connector(connector) as queue:
        async with queue.open_async():
            yield queue


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
