"""What a process spends: wall time, CPU and memory, as the kernel counts them."""

import os
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from config import ROOT

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """What one command took. The peak is that of the largest process it was."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run(command: list[str], environment: Mapping[str, str]) -> Spent:
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
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU that these processes have used so far; those that are gone count nothing."""
    return sum(_ticks(pid) for pid in pids) / TICK


def children(pid: int) -> list[int]:
    """The processes started by one, and those started by them."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *children(int(child))]
    return found


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
