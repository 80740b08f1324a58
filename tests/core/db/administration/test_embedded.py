"""The embedded server: in any folder, after any end."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from config import ROOT
from core.db.administration import embedded as postgres
from core.db.administration.embedded import CannotStart, EmbeddedPostgres


@pytest.fixture(scope="module")
def server(worker_id):
    """One in a folder whose name a shell would read wrongly.

    Not in a folder of pytest, which the next run closes to the user that a server of root's has.
    """
    place = ROOT / "var" / f"Tải về & (chợ) {worker_id}"
    server = EmbeddedPostgres(place / "postgres")
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # the machine does not fail here
        connection.execute("SELECT pg_reload_conf()")
    yield server
    server._server.cleanup()
    shutil.rmtree(place)
    shutil.rmtree(postgres._plain_folder(server._folder))


def ask(server, question="SELECT 1"):
    with psycopg.connect(server.url()) as connection:
        return connection.execute(question).fetchone()[0]


def test_it_runs_in_a_folder_with_spaces_and_any_letters(server):
    assert ask(server) == 1


def test_nobody_else_may_use_its_socket(server):
    folder = postgres._plain_folder(server._folder)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_uid == server._folder.stat().st_uid


def test_a_database_is_made_once_and_keeps_what_it_holds(server):
    with psycopg.connect(server.url("sổ")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with psycopg.connect(server.url("sổ")) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_after_a_sudden_end_it_is_started_again_with_all_that_was_committed(server):
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE committed AS SELECT 1 AS number")

    kill(server)
    start_again(server)

    assert ask(server, "SELECT number FROM committed") == 1


def test_while_it_runs_nothing_is_done(server):
    before = ask(server, "SELECT pg_postmaster_start_time()")

    server.keep_running()

    assert ask(server, "SELECT pg_postmaster_start_time()") == before


def test_the_number_of_a_dead_server_may_be_another_process_by_now(server):
    kill(server)
    note = server._folder / "postmaster.pid"
    lines = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getpid()), *lines[1:], ""]))

    start_again(server)

    assert ask(server) == 1


def start_again(server):
    """As whoever holds it does: until the last of its processes has gone, it is refused."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with contextlib.suppress(CannotStart):
            return server.keep_running()
        time.sleep(0.2)
    raise AssertionError


def kill(server):
    number = int((server._folder / "postmaster.pid").read_text().split()[0])
    os.kill(number, signal.SIGKILL)
    until = time.monotonic() + 10
    while postgres._is_named(server._folder) and time.monotonic() < until:
        time.sleep(0.02)


@pytest.mark.parametrize("dead", ["[{}, {}]", "[{}", ""])
def test_a_holder_that_was_killed_holds_it_no_longer(server, dead):
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    file = server._folder / ".handle_pids.json"
    file.write_text(dead.format(process.pid, os.getpid()))

    server._forget_dead_holders()

    kept = [os.getpid()] if dead.endswith("]") else []
    assert json.loads(file.read_text()) == kept
    file.write_text(json.dumps([os.getpid()]))


def test_a_folder_that_cannot_be_used_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match=r"^PostgreSQL in \S+/file does not start: .+$"):
        EmbeddedPostgres(tmp_path / "file")


def test_data_that_are_damaged_are_told_in_one_line(tmp_path):
    (tmp_path / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(CannotStart, match=r"^PostgreSQL in \S+ does not start: see its log$"):
        EmbeddedPostgres(tmp_path)
