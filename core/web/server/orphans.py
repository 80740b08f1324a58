"""Orphaned processes: what a killed run left behind, noted on disk and ended by the next run."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

GRACE_SECONDS = 5


@dataclass(frozen=True)
class PartsFile:
    """The leaders of the sessions that were started, with the moment at which each began.

    A number may be another process by now, but not while anybody of its session lives.
    """

    path: Path

    def note(self, pid: int) -> None:
        started = [*self._started(), (pid, psutil.Process(pid).create_time())]
        self.path.write_text(json.dumps(started))

    def end_orphans(self) -> list[int]:
        """End what still lives, politely first; returns the numbers. Nobody else may note any."""
        orphans = [process for leader in self._started() for process in _session_of(*leader)]
        for process in orphans:
            with suppress(psutil.Error):
                process.terminate()
                process.send_signal(signal.SIGCONT)  # one that is halted hears nothing
        for process in psutil.wait_procs(orphans, GRACE_SECONDS)[1]:
            with suppress(psutil.Error):
                process.kill()
        self.path.unlink(missing_ok=True)
        return [process.pid for process in orphans]

    def _started(self) -> list[tuple[int, float]]:
        """None of a file that is missing or was cut short."""
        with suppress(OSError, ValueError, TypeError):
            return [(int(pid), float(at)) for pid, at in json.loads(self.path.read_text())]
        return []


def _session_of(leader: int, started: float) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if os.getsid(process.pid) == leader and _began(leader) in {None, started}:
                yield process


def _began(pid: int) -> float | None:
    with suppress(psutil.Error):
        return float(psutil.Process(pid).create_time())
    return None
