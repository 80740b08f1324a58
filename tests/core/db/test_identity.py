"""Which database it is, as the server tells it: a copy with every row of it is another one."""

import os

import psycopg
import pytest
from sqlalchemy import create_engine

from config import ROOT
from core.db.administration.embedded import EmbeddedPostgres
from core.db.identity import DatabaseIdentity
from core.db.sessions import driver_url
from tests.databases import copied_database


@pytest.fixture
def admin(database_url):
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres")
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        yield server, connection


@pytest.fixture
def names(admin, worker_id):
    """Two databases with the same content."""
    _, connection = admin
    first, second = (f"identity_{worker_id}_{os.getpid()}_{number}" for number in (1, 2))
    with copied_database(first), copied_database(second):
        yield first, second
        connection.execute(f'DROP DATABASE IF EXISTS "{first}_old" WITH (FORCE)')


def test_it_is_known_until_a_lost_connection_may_lead_elsewhere(admin, names):
    server, connection = admin
    first, second = names
    engine = create_engine(driver_url(server.url(first)), pool_pre_ping=True)
    identity = DatabaseIdentity(engine)
    before = identity.ask()

    system, oid, timeline = before.split("-")
    assert (len(system), timeline) == (19, "1")
    assert (
        int(oid)
        == connection.execute(
            "SELECT oid FROM pg_database WHERE datname = %s", (first,)
        ).fetchone()[0]
    )
    assert identity.ask() == before

    # The restored one takes the name of the live one, as operators do it.
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (first,)
    )
    connection.execute(f'ALTER DATABASE "{first}" RENAME TO "{first}_old"')
    connection.execute(f'ALTER DATABASE "{second}" RENAME TO "{first}"')
    with engine.connect() as used:
        used.exec_driver_sql("SELECT 1")

    assert identity.ask().split("-")[::2] == [system, timeline]
    assert identity.ask() != before
    engine.dispose()
