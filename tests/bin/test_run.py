"""`make run` keeps its parts together: what is killed returns, what ends takes the rest along."""

import os
import signal
import subprocess
import sys
import threading
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

import config
from config import ROOT
from core.web.server import ports
from core.web.server.orphans import PartsFile

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
def file(tmp_path):
    return PartsFile(tmp_path / "run.parts")


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


def test_a_part_that_ends_takes_the_others_along_and_tells_its_status(run, file, parts):
    ends = [sys.executable, "-c", "import sys; sys.exit(7)"]

    assert run.run_parts([SLEEP, ends], {}, file) == 7
    assert len(parts) == 2
    assert not any(lives(part.pid) for part in parts)


def test_a_part_that_is_killed_is_started_again(run, file, parts, monkeypatch, capfd):
    monkeypatch.setattr(run, "SETTLED_SECONDS", 0.0)
    ends_at_a_signal = [sys.executable, "-c", ENDS_WHEN_TOLD]

    def kill_then_end():
        wait_until(lambda: len(parts) == 2)
        parts[0].kill()
        wait_until(lambda: len(parts) == 3 and "ready" in capfd.readouterr().out)
        parts[1].send_signal(signal.SIGINT)

    threading.Thread(target=kill_then_end).start()

    assert run.run_parts([SLEEP, ends_at_a_signal], {}, file) == 3
    assert not any(lives(part.pid) for part in parts)


def test_a_part_that_is_killed_while_it_starts_ends_the_rest(run, file, parts):
    killed = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]

    assert run.run_parts([SLEEP, killed], {}, file) == -9
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


KILLED = """
import sys
from importlib.machinery import SourceFileLoader
run = SourceFileLoader("bin_run", "bin/run").load_module()
run.sys.platform = sys.argv[2]
file = run.PartsFile(run.Path(sys.argv[1]))
part = "import time; print('begun', flush=True); time.sleep(60)"
run.run_parts([[sys.executable, "-c", part]], {}, file)
"""


@pytest.mark.parametrize(
    ("system", "state", "ended"), [("linux", "run", []), ("other", "run", 1), ("other", "halt", 1)]
)
def test_what_a_killed_run_left_ends_with_it_or_with_the_next(file, system, state, ended):
    command = [sys.executable, "-c", KILLED, str(file.path), system]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout.readline() == "begun\n"
        ((pid, _),) = file._started()
        if state == "halt":
            os.kill(pid, signal.SIGSTOP)
        killed.kill()
    if system == "linux":
        wait_until(lambda: not lives(pid))

    assert file.end_orphans() == (ended and [pid])
    assert not lives(pid)
    assert not file.path.exists()


def test_a_number_that_is_somebody_else_by_now_is_left_alone(file):
    with subprocess.Popen(SLEEP, start_new_session=True) as stranger:
        file.path.write_text(f"[[{stranger.pid}, 1.0]]")

        assert file.end_orphans() == []
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("content", ["", "[[1", "{}", "[1]", "null"])
def test_a_note_that_was_cut_short_stops_nobody(file, content):
    file.path.write_text(content)

    assert file.end_orphans() == []


def test_a_port_is_claimed_before_anybody_listens():
    with ports.claimed(8000, "test") as first, ports.claimed(8000, "test") as second:
        assert (first, second) == (True, False)
    with ports.claimed(8000, "test") as again:
        assert again


def wait_until(so):
    until = time.monotonic() + 20
    while not so() and time.monotonic() < until:
        time.sleep(0.02)
