"""Write buffer of scans: a bounded queue and one thread that writes batches.

A page never waits for it. When the database is slow the queue fills, and what does not fit any more
is counted and dropped: losing a count is better than losing a page.
"""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence

from sqlalchemy.exc import OperationalError

from core import metrics
from traceability.scans.services.scans import NewScan

MOST_WAITING = 10_000
BATCH = 500
PAUSE_SECONDS = 1.0
DROPPED = metrics.counter("scans_dropped", "Scans that did not fit and are not counted.")
log = logging.getLogger(__name__)


class ScanLog:
    """One per process. Its thread starts with the first scan, so that every worker has its own."""

    def __init__(
        self, write: Callable[[Sequence[NewScan]], object], most: int = MOST_WAITING
    ) -> None:
        self.dropped = 0
        self._write = write
        self._most = most
        self._waiting: deque[NewScan] = deque()
        self._lock = threading.Lock()
        self._owner = 0

    def put(self, scan: NewScan) -> None:
        """Take note of a scan, or drop and count it. Never waits, never fails."""
        if len(self._waiting) >= self._most:
            self.dropped += 1
            DROPPED.inc()
            return
        self._waiting.append(scan)

    def run_in_background(self) -> None:
        """See that this process has a writer."""
        if self._owner == os.getpid():
            return
        with self._lock:
            if self._owner == os.getpid():
                return
            self._owner = os.getpid()
            # Python waits for a thread that is no daemon before the process ends; one that a
            # server's own thread starts would be a daemon by itself.
            threading.Thread(target=self._run, name="scan-log", daemon=False).start()

    def flush(self) -> int:
        """Write what waits, in batches; if that fails, it waits on. Returns how many went."""
        written = 0
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            try:
                self._write(batch)
            except OperationalError:
                self._waiting.extendleft(reversed(batch))
                raise
            written += len(batch)
        return written

    def _run(self) -> None:
        """Until the process ends, and once more then: a server that is told to stop loses none."""
        reported = 0
        main = threading.main_thread()
        while main.is_alive():
            main.join(PAUSE_SECONDS)
            self._flush_or_tell()
            if self.dropped != reported:
                log.warning("%d scans were not counted", self.dropped - reported)
                reported = self.dropped
        if self._waiting:
            log.warning("%d scans were lost: the database is away", len(self._waiting))

    def _flush_or_tell(self) -> None:
        """One round of the thread, which nothing may end: no other would take its place."""
        try:
            self.flush()
        except OperationalError:
            pass  # the database is away or locked: the next round tries again
        except Exception:  # the batch that caused it is gone
            log.exception("scans could not be written")
