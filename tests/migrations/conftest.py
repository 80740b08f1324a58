"""A database without tables, for migrations to begin in."""

import os

import pytest
from sqlalchemy import create_engine, text

from config import ROOT
from core.db.administration.embedded import EmbeddedPostgres
from core.db.sessions import driver_url


@pytest.fixture
def empty_url(worker_id):
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres")
    admin = create_engine(driver_url(server.url("postgres")), isolation_level="AUTOCOMMIT")
    name = f"migrations_{worker_id}_{os.getpid()}"
    yield server.url(name)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()
