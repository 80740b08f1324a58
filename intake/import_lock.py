"""Advisory lock of imports: one at a time, from before it compares until it has written."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.db.locks import AdvisoryLock, LockLost, LockTaken, free_advisory_lock
from intake.errors import ImportRunning
from intake.services.import_context import IMPORT_LOCK


@contextmanager
def import_lock() -> Iterator[AdvisoryLock]:
    """Held in no transaction. Raises ImportRunning while another import runs or once it is lost."""
    try:
        with free_advisory_lock(IMPORT_LOCK) as lock:
            yield lock
    except (LockTaken, LockLost) as error:
        raise ImportRunning from error
