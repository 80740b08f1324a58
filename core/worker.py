"""`flask worker`: does the jobs that changes leave behind, until it is told to stop."""

import asyncio
import contextlib
import logging

import click
from flask import current_app
from flask.cli import with_appcontext
from procrastinate import PsycopgConnector
from procrastinate.manager import JobManager

from core import jobs

POLL_SECONDS = 5  # a job is announced at once; polling finds what an announcement missed
STALLED_CHECK_SECONDS = 15


@click.command("worker")
@click.option("--until-done", is_flag=True, help="Stop when no job is left.")
@with_appcontext
def worker(*, until_done: bool) -> None:
    """Do deferred work: search index, daily changes, scan totals."""
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    url = current_app.config["DATABASE_URL"]
    asyncio.run(_work(url, wait=not until_done))


async def _work(url: str, *, wait: bool) -> None:
    with jobs.queue.replace_connector(PsycopgConnector(conninfo=url)) as app:
        async with app.open_async():
            rescue = asyncio.create_task(_rescue_stalled(app.job_manager)) if wait else None
            await app.run_worker_async(
                wait=wait, fetch_job_polling_interval=POLL_SECONDS, delete_jobs="successful"
            )
            if rescue:
                rescue.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await rescue


async def _rescue_stalled(manager: JobManager) -> None:
    """Give jobs back that a killed worker held: handlers are idempotent, so twice does no harm."""
    while True:
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
            await manager.retry_job(job)
        await asyncio.sleep(STALLED_CHECK_SECONDS)
