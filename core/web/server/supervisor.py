"""Supervisor (watchdog): kills a web process without a sign of life; another takes its place.

The server itself starts again what has ended, but notices nothing of a process that is halted, or
whose threads all hang: it goes on being handed its share of the visitors.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

LOOK_SECONDS = 1.0
MOST_MISSED = 8  # looks in a row, not seconds: a machine that was halted as a whole starts counting
MOST_MISSED_AT_START = 120
log = logging.getLogger(__name__)


@dataclass
class Supervisor:
    """Looks at the heartbeats that the processes leave in a folder."""

    processes: Callable[[], Iterable[int]]
    folder: Path
    _missed: dict[int, int] = field(default_factory=dict)
    _last: dict[int, int] = field(default_factory=dict)

    def watch(self) -> None:
        """From now on, in a thread."""
        threading.Thread(target=self._watch, name="supervisor", daemon=True).start()

    def look(self) -> None:
        """Count what was missed since the last look."""
        living = set(self.processes())
        for gone in self._missed.keys() - living:
            del self._missed[gone]
            self._last.pop(gone, None)
            (self.folder / str(gone)).unlink(missing_ok=True)
        for pid in living:
            self._look_at(pid)

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            self.look()

    def _look_at(self, pid: int) -> None:
        beat = self._beat_of(pid)
        self._missed[pid] = self._missed.get(pid, 0) + 1 if beat == self._last.get(pid) else 0
        if beat is not None:
            self._last[pid] = beat
        if self._missed[pid] >= (MOST_MISSED if pid in self._last else MOST_MISSED_AT_START):
            log.error("web process %d gives no sign of life and is replaced", pid)
            self._missed[pid] = 0
            os.kill(pid, signal.SIGKILL)

    def _beat_of(self, pid: int) -> int | None:
        try:
            return (self.folder / str(pid)).stat().st_mtime_ns
        except FileNotFoundError:
            return None
