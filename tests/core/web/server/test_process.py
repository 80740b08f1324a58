"""A web process beats, ends with its supervisor, and reads no more when it is told to stop."""

import subprocess
import sys
import time

import pytest

from config import ROOT

# What bin/web starts, without granian: a main thread that waits until it is told to stop.
PROCESS = """
import os, signal, sys, threading
from pathlib import Path
from flask import Flask
from core.composition import Services
from core.web.server import process
from core.web.server.concurrency import ConcurrencyLimit
from core.web.server.connections import LongBodies

process.BEAT_SECONDS, process.LAST_SECONDS = 0.05, 0.1
process.connections.stop_reading = lambda port: print(f"no more from port {port}", flush=True)
app = Flask("test")
services = Services("http://localhost")
services.register(app)
services[LongBodies] = LongBodies()
services[ConcurrencyLimit] = limit = ConcurrencyLimit(1)
folder, supervisor = Path(sys.argv[1]), int(sys.argv[2]) or os.getppid()
if "stuck" in sys.argv:
    limit.acquire()
    process.STUCK_SECONDS = 0.0
ended, last = threading.Event(), threading.Event()
signal.signal(signal.SIGTERM, lambda *_: ended.set())
process.WebProcess(app, folder, 1, supervisor).begin()
print("ready", flush=True)
ended.wait(20)
last.wait(0.5)
print("last request answered", flush=True)
"""
ELSE = "1"  # the number of a process that is not the parent


@pytest.fixture
def start(tmp_path):
    begun = []

    def run(supervisor="0", *words):
        command = [sys.executable, "-c", PROCESS, str(tmp_path), supervisor, *words]
        begun.append(
            subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        assert begun[-1].stdout.readline() == "ready\n"
        return begun[-1]

    yield run
    for process in begun:
        process.kill()
        process.communicate()


def beats(folder, process):
    file = folder / str(process.pid)
    return file.stat().st_mtime_ns if file.exists() else None


def test_it_beats_until_all_its_requests_hang(start, tmp_path):
    well, stuck = start(), start("0", "stuck")
    until = time.monotonic() + 10
    while beats(tmp_path, well) is None and time.monotonic() < until:
        time.sleep(0.01)
    first = beats(tmp_path, well)
    while beats(tmp_path, well) == first and time.monotonic() < until:
        time.sleep(0.01)

    assert beats(tmp_path, well) > first
    assert beats(tmp_path, stuck) is None


def test_told_to_stop_it_lets_requests_come_to_an_end_but_reads_no_more(start):
    process = start()

    process.terminate()
    output, log = process.communicate(timeout=20)

    assert output.splitlines() == ["no more from port 1", "last request answered"]
    assert (process.returncode, log) == (0, "")


def test_it_does_not_outlive_its_supervisor(start):
    output, _ = start(ELSE).communicate(timeout=20)

    assert output.splitlines()[-1] == "last request answered"
