"""`bin/prepare` says in one line why it cannot begin."""

import subprocess
import sys

import pytest

from config import ROOT


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
def test_what_keeps_it_from_its_work_is_told_in_one_line(tmp_path, settings, line):
    run = subprocess.run(
        [sys.executable, "bin/prepare"],
        cwd=ROOT,
        env=settings | {"VAR_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stdout) == (1, "")
    (answer,) = run.stderr.splitlines()
    assert answer.startswith(line)
