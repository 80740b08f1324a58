"""Asks for addresses as fast as they are answered: wrk where installed, else our own loop."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from math import nan
from urllib.parse import urlsplit

from benchmarks.ground import FOLDER

CONNECTIONS = 32
WRK = shutil.which("wrk")
GENERATOR = "wrk -t1 -c32" if WRK else "a Python loop with 32 threads (wrk is not installed)"

_LATENCY = re.compile(r"^\s+(50|99)%\s+([0-9.]+)(us|ms|s|m)$", re.MULTILINE)
_IN_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """One round: answers a second, and latency in milliseconds."""

    per_second: float
    p50: float
    p99: float
    answers: int


def ask(server: str, paths: Sequence[str], seconds: int) -> Load:
    """One round over some addresses of a server, one after the other and again.

    Raises RuntimeError when an answer is not a success.
    """
    return _wrk(server, paths, seconds) if WRK else _loop(server, paths, seconds)


TURNS = """\
local paths, turn = {{{paths}}}, 0
function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


def _wrk(server: str, paths: Sequence[str], seconds: int) -> Load:
    script = FOLDER / "turns.lua"
    script.write_text(TURNS.format(paths=", ".join(f'"{path}"' for path in paths)))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    command += ["-H", "Accept-Encoding: gzip, br", "-s", str(script), server]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30)
    text = said.stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(f"{paths[0]}: {text}")
    at = {share: float(value) * _IN_MS[unit] for share, value, unit in _LATENCY.findall(text)}
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", text)
    count = re.search(r"([0-9]+) requests in", text)
    assert rate
    assert count
    return Load(float(rate[1]), at.get("50", nan), at.get("99", nan), int(count[1]))


def _loop(server: str, paths: Sequence[str], seconds: int) -> Load:
    taken: list[float] = []
    until = time.perf_counter() + seconds
    turns = cycle(paths)
    callers = [
        threading.Thread(target=_caller, args=(server, turns, until, taken))
        for _ in range(CONNECTIONS)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    taken.sort()
    share = len(taken) / seconds
    return Load(
        share, taken[len(taken) // 2] * 1e3, taken[len(taken) * 99 // 100] * 1e3, len(taken)
    )


def _caller(server: str, turns: Iterator[str], until: float, taken: list[float]) -> None:
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    while (started := time.perf_counter()) < until:
        connection.request("GET", next(turns), headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - started)
    connection.close()
