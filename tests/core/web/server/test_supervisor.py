"""A web process without a sign of life is killed; one that beats, or only starts, is not."""

import os
import signal
import subprocess
import sys

import pytest

from core.web.server.supervisor import MOST_MISSED, MOST_MISSED_AT_START, Supervisor


@pytest.fixture
def process():
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as started:
        yield started
        started.kill()


@pytest.fixture
def watch(process, tmp_path):
    return Supervisor(lambda: [process.pid], tmp_path)


def beat(watch, process, at):
    file = watch.folder / str(process.pid)
    file.touch()
    os.utime(file, (at, at))


def looks(watch, number):
    for _ in range(number):
        watch.look()


def test_a_process_that_stops_beating_is_killed(watch, process):
    beat(watch, process, at=1)

    looks(watch, MOST_MISSED)
    assert process.poll() is None
    looks(watch, 1)

    assert process.wait(5) == -signal.SIGKILL


def test_a_process_that_goes_on_beating_lives(watch, process):
    for at in range(3 * MOST_MISSED):
        beat(watch, process, at)
        looks(watch, 1)

    assert process.poll() is None


def test_a_beat_in_between_starts_the_count_anew(watch, process):
    beat(watch, process, at=1)
    looks(watch, MOST_MISSED)
    beat(watch, process, at=2)
    looks(watch, MOST_MISSED)

    assert process.poll() is None


def test_a_process_that_starts_has_more_time(watch, process):
    looks(watch, MOST_MISSED_AT_START - 1)
    assert process.poll() is None
    looks(watch, 2)

    assert process.wait(5) == -signal.SIGKILL


def test_what_a_process_left_goes_with_it(watch, process):
    beat(watch, process, at=1)
    looks(watch, 2)
    watch.processes = list

    looks(watch, 1)

    assert list(watch.folder.iterdir()) == []
    assert process.poll() is None
