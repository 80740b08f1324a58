"""Commands without a suffix are checked like all other code."""

import subprocess
import tomllib

from config import ROOT

PYTHON = "#!/usr/bin/env python3\n"


def test_every_python_command_is_linted_and_typed():
    scripts = {
        f"bin/{path.name}"
        for path in (ROOT / "bin").iterdir()
        if path.is_file() and path.read_text(encoding="utf-8").startswith(PYTHON)
    }
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    lint = (ROOT / "bin" / "lint").read_text(encoding="utf-8")

    assert set(tool["ruff"]["extend-include"]) == scripts
    typed = [name for name in tool["mypy"]["files"] if name.startswith("bin/")]
    assert {*typed, "bin/elasticsearch"} == scripts
    assert "check mypy bin/elasticsearch\n" in lint


def test_every_command_can_be_started():
    listed = subprocess.run(
        ["git", "ls-files", "-s", "bin"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert [line for line in listed.splitlines() if not line.startswith("100755 ")] == []
