"""What processes spend: wall time, CPU and memory, as the kernel counts them."""

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.project import ROOT

TICK = os.sysconf("SC_CLK_TCK")
_SCHEDULED = 2  # the clock of a process that counts what the scheduler gave it, in nanoseconds


@dataclass(frozen=True)
class Usage:
    """What one command took. The peak is that of the largest process it was."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run(command: list[str], environment: Mapping[str, str]) -> Usage:
    """Run a command of ours to its end. Raises RuntimeError with its last words when it fails."""
    started = time.perf_counter()
    with (ROOT / "var" / "bench" / "command.log").open("w+") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            raise
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        log.seek(0)
        output = log.read()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {output[-800:]}")
    return Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def tree_seconds(pid: int) -> float:
    """CPU that a process and all below it have used so far, those that have ended included."""
    return sum(_own(each) for each in (pid, *children(pid))) + _of_ended_children(pid)


def children(pid: int) -> list[int]:
    """The processes started by one, and those started by them."""
    below: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            numbers = task.read_text().split()
        except OSError:  # a thread that has just ended
            continue
        for child in numbers:
            below += [int(child), *children(int(child))]
    return below


def _own(pid: int) -> float:
    """Of all its threads: what clock_getcpuclockid(3) leads to, exact where /proc has 10 ms."""
    try:
        return time.clock_gettime((~pid << 3) | _SCHEDULED)
    except OSError:  # it has ended
        return 0.0


def _of_ended_children(pid: int) -> float:
    """PostgreSQL starts parallel workers that end with their query."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / TICK
