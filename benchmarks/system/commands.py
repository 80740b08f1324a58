"""Commands of ours, run to their end: wall time, CPU and memory, as the kernel counts them."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.project import ROOT

FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]


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
