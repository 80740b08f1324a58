"""Asks for one address as fast as it is answered: wrk where installed, else a loop of our own."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 32
WRK = shutil.which("wrk")
GENERATOR = "wrk -t1 -c32" if WRK else "a Python loop with 32 threads (wrk is not installed)"

_LATENCY = re.compile(r"^\s+(50|99)%\s+([0-9.]+)(us|ms|s)$", re.MULTILINE)
_IN_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """One round: answers a second, and latency in milliseconds."""

    per_second: float
    p50: float
    p99: float
    answers: int


def ask(url: str, seconds: float) -> Load:
    """One round against one address. Raises RuntimeError when an answer is not a success."""
    return _wrk(url, seconds) if WRK else _loop(url, seconds)


def _wrk(url: str, seconds: float) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "--timeout", "10s"]
    command += ["-H", "Accept-Encoding: gzip, br", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30)
    text = said.stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(f"{url}: {text}")
    at = {share: float(value) * _IN_MS[unit] for share, value, unit in _LATENCY.findall(text)}
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", text)
    count = re.search(r"([0-9]+) requests in", text)
    assert rate
    assert count
    return Load(float(rate[1]), at["50"], at["99"], int(count[1]))


def _loop(url: str, seconds: float) -> Load:
    taken: list[float] = []
    until = time.perf_counter() + seconds
    callers = [
        threading.Thread(target=_caller, args=(url, until, taken)) for _ in range(CONNECTIONS)
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


def _caller(url: str, until: float, taken: list[float]) -> None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    while (started := time.perf_counter()) < until:
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - started)
    connection.close()
