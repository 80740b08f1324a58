"""CPU of processes, as the kernel counts it."""

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
_SCHEDULED = 2  # the clock of a process that counts what the scheduler gave it, in nanoseconds


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
