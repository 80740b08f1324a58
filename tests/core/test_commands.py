"""A command whose database is away says so in one line, with status 1."""

from collections.abc import Iterator

import click
import pytest
from psycopg import errors
from sqlalchemy.exc import OperationalError

from core.commands import reason_of
from wsgi import create_app

NOBODY = "postgresql://127.0.0.1:1/nothing"
CODE = "7K3MX9QF2Z"
# What each needs to get as far as the database; a command without a row here fails.
NEEDED = {
    "audit check": [],
    "audit list": ["--since", "2026-01-01"],
    "catalogue import": ["data/ocop_products.csv"],
    "certificates record": [CODE, "revoke", "--actor", "An"],
    "certificates state": [CODE],
    "codes record": [CODE, "void", "--actor", "An"],
    "demo load": [],
    "demo reset": [],
    "labels sheet": [CODE, "--out", "labels.pdf"],
    "places load": [],
    "search rebuild": [],
    "search status": [],
    "users create": ["an@example.vn", "--role", "operator"],
    "users list": [],
    "users lock": ["an@example.vn"],
    "users role": ["an@example.vn", "operator"],
    "users unlock": ["an@example.vn"],
    "worker": ["--until-done"],  # without it, it waits for the database
}
WITHOUT_DATABASE = {
    "labels calibrate": ["--out", "ruler.pdf"],
    "permissions check": [],
    "permissions list": [],
}


@pytest.fixture(scope="module")
def astray(settings):
    """The application, with nobody at its database's address."""
    return create_app(settings.model_copy(update={"database_url": NOBODY}))


def names(group: click.Group, *before: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from names(command, *before, name)
        else:
            yield " ".join((*before, name))


def test_every_command_is_tried_here(astray):
    assert sorted(names(astray.cli)) == sorted([*NEEDED, *WITHOUT_DATABASE])


@pytest.mark.parametrize("command", NEEDED)
def test_a_database_that_is_away_is_told_in_one_line(astray, command, monkeypatch, tmp_path):
    words = [*command.split(), *NEEDED[command]]
    if command != "catalogue import":  # reads a file of ours
        monkeypatch.chdir(tmp_path)

    result = astray.test_cli_runner().invoke(args=words)

    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert line.startswith("Error: The database does not answer: connection failed: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", WITHOUT_DATABASE)
def test_a_command_that_needs_no_database_asks_none(astray, command, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    result = astray.test_cli_runner().invoke(
        args=[*command.split(), *WITHOUT_DATABASE[command]], catch_exceptions=False
    )

    assert result.exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == WITHOUT_DATABASE[command][1:]


def test_a_record_somebody_else_is_changing_is_told_as_that():
    """The database does answer: another act, or an import, is not done with the record yet."""
    busy = OperationalError("SELECT", None, errors.LockNotAvailable("canceling statement"))

    assert reason_of(busy) == (
        "Somebody else is changing the same record, so nothing was stored. Try again soon."
    )


@pytest.mark.parametrize(
    "words",
    [
        ["labels", "sheet", "--all-of", "\udcff", "--out", "x.pdf"],
        ["labels", "sheet", CODE, "Ph\udce2n", "--out", "x.pdf"],
        ["labels", "calibrate", "--out", "\udcff.pdf"],
        ["audit", "check", "--mark", "\udcff"],
    ],
)
def test_a_word_that_is_no_utf_8_is_wrong_usage(astray, words):
    result = astray.test_cli_runner().invoke(args=words)

    assert result.exit_code == 2
    assert "\\udc" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.output
