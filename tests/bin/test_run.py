"""`make run` keeps its parts together: what is killed returns, what ends takes the rest along."""

import os
import signal
import sys
import threading
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

import config
from config import ROOT

ENDS_WHEN_TOLD = """
import signal
signal.signal(signal.SIGINT, lambda *_: exit(3))
print("ready", flush=True)
signal.pause()
"""
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(scope="module")
def run():
    loader = SourceFileLoader("bin_run", str(ROOT / "bin" / "run"))
    module = module_from_spec(spec_from_loader("bin_run", loader))
    loader.exec_module(module)
    return module


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def parts(run, monkeypatch):
    """The parts that were begun, and a quick eye on them."""
    begun = []

    class Noted(run.Part):
        def _start(self):
            super()._start()
            begun.append(self.process)

    monkeypatch.setattr(run, "Part", Noted)
    return begun


def test_a_part_that_ends_takes_the_others_along_and_tells_its_status(run, parts):
    ends = [sys.executable, "-c", "import sys; sys.exit(7)"]

    assert run.run_parts([SLEEP, ends], {}) == 7
    assert len(parts) == 2
    assert not any(lives(part.pid) for part in parts)


def test_a_part_that_is_killed_is_started_again(run, parts, monkeypatch, capfd):
    monkeypatch.setattr(run, "SETTLED_SECONDS", 0.0)
    ends_when_told = [sys.executable, "-c", ENDS_WHEN_TOLD]

    def kill_then_end():
        wait_until(lambda: len(parts) == 2)
        parts[0].kill()
        wait_until(lambda: len(parts) == 3 and "ready" in capfd.readouterr().out)
        parts[1].send_signal(signal.SIGINT)

    threading.Thread(target=kill_then_end).start()

    assert run.run_parts([SLEEP, ends_when_told], {}) == 3
    assert not any(lives(part.pid) for part in parts)


def test_a_part_that_is_killed_while_it_starts_ends_the_rest(run, parts):
    killed = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]

    assert run.run_parts([SLEEP, killed], {}) == -9
    assert len(parts) == 2


def test_only_one_start_at_a_time_works_in_a_folder(run, tmp_path):
    with run.claimed(tmp_path / "var") as first, run.claimed(tmp_path / "var") as second:
        assert (first, second) == (True, False)
    with run.claimed(tmp_path / "var") as again:
        assert again


def test_a_folder_that_cannot_be_claimed_is_told_in_one_line(run, tmp_path):
    (tmp_path / "file").touch()

    with (
        pytest.raises(config.BadSettings, match=r"^VAR_ROOT: cannot keep files there"),
        run.claimed(tmp_path / "file"),
    ):
        pass


def wait_until(so):
    until = time.monotonic() + 20
    while not so() and time.monotonic() < until:
        time.sleep(0.02)
