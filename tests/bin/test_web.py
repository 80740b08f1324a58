"""`bin/web` serves with as many watched processes as were asked for, on a port of its own."""

import os
import socket
import subprocess
import sys
from contextlib import nullcontext
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest
from granian.server.mp import MPServer

from config import ROOT
from core.web.requests.bodies import MOST_AT_ONCE
from core.web.server import ports
from core.web.server.concurrency import AT_ONCE, MOST_WAITING


@pytest.fixture(scope="module")
def web():
    loader = SourceFileLoader("bin_web", str(ROOT / "bin" / "web"))
    module = module_from_spec(spec_from_loader("bin_web", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def started(web, monkeypatch, tmp_path):
    """What it serves, when started with such arguments; and as what it is loaded."""
    monkeypatch.setenv("WEB_PORT", "")

    def start(*arguments):
        served = []
        monkeypatch.setattr(
            MPServer, "serve", lambda server, target_loader: served.append((server, target_loader))
        )
        monkeypatch.setattr(os, "chdir", lambda _: None)
        monkeypatch.setattr(web, "allow_connections", lambda: None)
        monkeypatch.setattr(web.ports, "is_free", lambda *_: True)
        monkeypatch.setattr(web.ports, "claimed", lambda *_: nullcontext(True))
        monkeypatch.setattr(web.logs, "configure", lambda: None)
        monkeypatch.setattr(sys, "argv", ["bin/web", *arguments])
        monkeypatch.setattr(web, "MEMORY", tmp_path)
        monkeypatch.setenv("VAR_ROOT", str(tmp_path / "var"))
        web.main()
        return served[0]

    return start


def test_it_starts_as_many_processes_as_the_setting_says(started, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "/given")
    monkeypatch.setenv("WEB_PROCESSES", "3")
    monkeypatch.setenv("WEB_PORT", "8123")

    server, loader = started("--host", "0.0.0.0")

    assert (server.bind_addr, server.bind_port, server.workers) == ("0.0.0.0", 8123, 3)
    assert loader.keywords["port"] == 8123
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == "/given"  # noqa: TID251 - handed on there


def test_there_are_threads_for_all_who_may_wait_and_for_easy_requests(started, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "/given")

    server, _ = started("--port", "8001")

    assert server.bind_port == 8001
    assert os.environ["WEB_PORT"] == "8001"  # noqa: TID251 - its processes read their address there
    assert server.blocking_threads > MOST_AT_ONCE + MOST_WAITING + AT_ONCE
    assert server.backpressure > server.blocking_threads
    assert server.respawn_failed_workers


def test_its_processes_count_into_one_folder_in_memory(started, monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "unset after the test")
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR")

    _, loader = started()

    folder = loader.keywords["heartbeats"].parent
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(folder)  # noqa: TID251 - handed on there
    assert (folder.parent, folder.name[:8]) == (tmp_path, "cho-sao-")
    assert not folder.exists()  # gone with it


def refusal(tmp_path, **settings):
    run = subprocess.run(
        [sys.executable, "bin/web"],
        cwd=ROOT,
        env={"VAR_ROOT": str(tmp_path), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout, run.stderr


def test_a_wrong_number_stops_the_start_with_one_line(tmp_path):
    assert refusal(tmp_path, WEB_PROCESSES="0") == (
        1, "", "WEB_PROCESSES: Input should be greater than or equal to 1\n",
    )  # fmt: skip


def test_a_port_that_somebody_has_is_not_shared(tmp_path):
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = other.getsockname()[1]

        assert refusal(tmp_path, WEB_PORT=str(port)) == (
            1,
            "",
            f"Something already answers on 127.0.0.1:{port}; {ports.REMEDY}\n",
        )


def test_the_image_starts_it():
    assert '\nCMD ["python", "bin/web", "--host", "0.0.0.0"]\n' in (ROOT / "Dockerfile").read_text(
        encoding="utf-8"
    )
