"""Test databases: copied from a template that holds the newest schema and all places."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session

from config import ROOT
from core.db.administration import schema
from core.db.administration.embedded import EmbeddedPostgres
from core.db.sessions import driver_url
from registry.services.places import load_places

PLACES = ROOT / "data" / "places"
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def copied_database(name: str) -> Iterator[str]:
    """The address of a database of that name, which is gone afterwards."""
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres")
    with _administering(server) as connection:
        for setting in FAST:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("SELECT pg_advisory_lock(1)"))  # one worker makes it, all copy it
        template = _template(server, connection)
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    yield server.url(name)
    with _administering(server) as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@contextmanager
def _administering(server: EmbeddedPostgres) -> Iterator[Connection]:
    admin = create_engine(driver_url(server.url("postgres")), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        yield connection
    admin.dispose()


def _template(server: EmbeddedPostgres, connection: Connection) -> str:
    """Its name changes with everything it is made of."""
    made_of = [*(ROOT / "migrations" / "versions").glob("*.py"), *PLACES.glob("*.csv")]
    content = b"".join(path.read_bytes() for path in sorted(made_of))
    name = f"template_{hashlib.sha256(content).hexdigest()[:12]}"
    if not connection.scalar(text(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")):
        _make(server.url(f"{name}_new"))
        connection.execute(text(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"'))
    return name


def _make(url: str) -> None:
    schema.upgrade(url)
    engine = create_engine(driver_url(url))
    with Session(engine) as session, session.begin():
        load_places(session, PLACES)
    engine.dispose()
