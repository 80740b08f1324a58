"""The schema: migrations go up, down and up again; models and tables say the same."""

import os

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from config import ROOT
from core.db import schema
from core.db.embedded import EmbeddedPostgres
from core.db.model import Base
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


def tables(url):
    engine = create_engine(driver_url(url))
    with engine.connect() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        found = sorted(names)
    engine.dispose()
    return found


def test_migrations_go_up_down_and_up_again(empty_url):
    schema.upgrade(empty_url)
    first = tables(empty_url)
    schema.downgrade(empty_url)
    assert tables(empty_url) == ["alembic_version"]
    schema.upgrade(empty_url)

    assert tables(empty_url) == first
    assert "product" in first


def test_models_and_tables_say_the_same(app, engine):
    def ours(_object, name, kind, _reflected, _compared):
        return not (
            kind == "table" and (name.startswith("procrastinate_") or name == "alembic_version")
        )

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_server_default": False}
        )
        assert compare_metadata(context, Base.metadata) == []
