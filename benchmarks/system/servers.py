"""Starts the processes that production has, web server and job worker, and stops them again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.project import ROOT
from benchmarks.system.commands import FLASK
from benchmarks.system.cpu import tree_seconds

SHOP, HELLO = "wsgi:app", "benchmarks.hello:app"
WORKERS = 2
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - as bin/run
TIMEOUT = 60  # seconds until it must answer
WORKER_START = 3  # seconds until it takes jobs


@dataclass(frozen=True)
class Server:
    """A running server and the processes whose CPU is its own."""

    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """CPU of its workers so far."""
        return tree_seconds(self.pid)


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Two processes on a free port: ours as in production, others by granian alone."""
    port = _free_port()
    plain = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "4",
        "--log-level", "warning", application,
    ]  # fmt: skip
    ours = [sys.executable, "bin/web", "--port", str(port), "--log-level", "warning"]
    command = ours if application == SHOP else plain
    numbers = tempfile.mkdtemp(prefix="bench-", dir=MEMORY)
    surroundings = {
        **environment, "PROMETHEUS_MULTIPROC_DIR": numbers, "WEB_PROCESSES": str(WORKERS),
    }  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings, start_new_session=True)
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        _wait_until_it_answers(server, process)
        yield server
    finally:
        _stop(process)
        shutil.rmtree(numbers)


def _wait_until_it_answers(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.address}/", timeout=20).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not answer")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def working(environment: Mapping[str, str]) -> Iterator[None]:
    """The job worker, as in production."""
    command = [*FLASK, "worker"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        time.sleep(WORKER_START)
        yield
    finally:
        _stop(process)
