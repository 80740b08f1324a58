"""`bin/prepare` says in one line why it cannot begin."""

import runpy
import sys

import pytest

from config import ROOT, Settings


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (
            {"DATABASE_URL": "postgresql://127.0.0.1:1/nothing"},
            "The database does not answer: connection failed: ",
        ),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL: must start with postgresql://"),
        ({}, "DATABASE_URL is not set."),
    ],
)
def test_what_keeps_it_from_its_work_is_told_in_one_line(monkeypatch, tmp_path, settings, line):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in (settings | {"VAR_ROOT": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["bin/prepare"])
    monkeypatch.setattr(sys, "path", [*sys.path])  # it puts the project first

    with pytest.raises(SystemExit) as ended:  # a text there is printed, with status 1
        runpy.run_path(str(ROOT / "bin" / "prepare"), run_name="__main__")

    (answer,) = ended.value.code.splitlines()
    assert answer.startswith(line)
