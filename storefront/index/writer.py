"""Index writer: one at a time, reads the database in short statements and writes between them.

A process that is halted for so long that it loses the lock may write what is no longer so: whoever
finds the lock gone defers the same work again, which then reads what is so by then.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager

from core.clock import today
from core.db.locks import AdvisoryLock, LockLost, advisory_lock
from core.db.sessions import read_session, transaction
from core.jobs import queue as jobs
from core.jobs.waiting import drop_jobs, unfinished_jobs
from search.engine import Progress, SearchEngine
from storefront.index import services as index
from storefront.index.queries.lag import LOCK

INDEX_LOCK = 7_200_002


def index_lock() -> AbstractContextManager[AdvisoryLock]:
    """Held from before the database is read until the index is written.

    So whoever writes later has read later, and a change committed during a rebuild waits and is
    put into the new index. Raises OperationalError while another holds it for long.
    """
    return advisory_lock(INDEX_LOCK)


def refresh_index(engine: SearchEngine, product_ids: Collection[int]) -> None:
    """Bring some products up to date in the index.

    Raises SearchUnavailable, and OperationalError while another writer is at work.
    """
    for ids in index.chunks(sorted(product_ids), index.PIECE):
        try:
            with index_lock() as lock:
                with read_session() as session:
                    changes = index.changes(session, engine, ids, today())
                lock.verify()
                index.write(engine, changes)
                lock.verify()
        except LockLost:
            with transaction() as session:
                jobs.defer(session, "product.changed", product_ids=[*ids])


def rebuild_index(
    engine: SearchEngine, *, progress: Progress | None = None, take_over: bool = False
) -> str:
    """Make the whole index anew; returns its name. Jobs that waited for it are done with that.

    Raises SearchUnavailable, and OperationalError while another writer is at work.
    """
    day, name = today(), ""
    try:
        with index_lock() as lock:
            with read_session() as session:
                done = unfinished_jobs(session, LOCK)
                name = index.rebuild(session, engine, day, progress=progress, take_over=take_over)
            lock.verify()
            with transaction() as session:
                index.note_followed(session, day)
                drop_jobs(session, done)
    except LockLost:
        with transaction() as session:
            jobs.defer(session, "catalogue.imported")
    return name


def heal_index(engine: SearchEngine) -> bool:
    """Make an index anew that is gone or unreadable. Returns whether it was."""
    with read_session() as session:
        is_lost = index.is_lost(session, engine)
    if is_lost:
        rebuild_index(engine)
    return is_lost
