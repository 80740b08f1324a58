"""`bin/web` becomes a web server of as many processes as were asked for."""

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from config import ROOT


@pytest.fixture(scope="module")
def web():
    loader = SourceFileLoader("bin_web", str(ROOT / "bin" / "web"))
    module = module_from_spec(spec_from_loader("bin_web", loader))
    loader.exec_module(module)
    return module


class Become(Exception):
    pass


@pytest.fixture
def started(web, monkeypatch, tmp_path):
    """What it becomes, when started with such arguments."""

    def start(*arguments):
        def become(_, words):
            raise Become(words)

        monkeypatch.setattr(os, "execv", become)
        monkeypatch.setattr(os, "chdir", lambda _: None)
        monkeypatch.setattr(sys, "argv", ["bin/web", *arguments])
        monkeypatch.setattr(web, "MEMORY", tmp_path)
        monkeypatch.setenv("VAR_ROOT", str(tmp_path / "var"))
        with pytest.raises(Become) as became:
            web.main()
        return " ".join(became.value.args[0])

    return start


def test_it_starts_as_many_processes_as_the_setting_says(started, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "/given")
    monkeypatch.setenv("WEB_PROCESSES", "3")

    command = started("--host", "0.0.0.0")

    assert " --host 0.0.0.0 --port 8000 --workers 3 --blocking-threads 4 " in command
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == "/given"  # noqa: TID251 - handed on there


def test_its_processes_count_into_one_folder_in_memory(started, monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "unset after the test")
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR")

    started()

    (folder,) = [path for path in tmp_path.iterdir() if path.name != "var"]
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(folder)  # noqa: TID251 - handed on there
    assert folder.name.startswith("cho-sao-")


def test_a_wrong_number_stops_the_start_with_one_line(tmp_path):
    run = subprocess.run(
        [sys.executable, "bin/web"],
        cwd=ROOT,
        env={"WEB_PROCESSES": "0", "VAR_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stdout, run.stderr) == (
        1, "", "WEB_PROCESSES: Input should be greater than or equal to 1\n",
    )  # fmt: skip


def test_the_image_starts_it():
    assert '\nCMD ["python", "bin/web", "--host", "0.0.0.0"]\n' in (ROOT / "Dockerfile").read_text(
        encoding="utf-8"
    )
