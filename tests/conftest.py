"""A real PostgreSQL for every test: schema by the migrations, one database per parallel worker."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from config import ROOT, Settings
from core import schema
from core.db import db, driver_url
from core.postgres import EmbeddedPostgres
from wsgi import create_app

FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> str:
    """An empty database of this worker, at the newest schema."""
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres")
    admin = create_engine(driver_url(server.url("postgres")), isolation_level="AUTOCOMMIT")
    name = f"test_{worker_id}"
    with admin.connect() as connection:
        for setting in FAST:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()
    url = server.url(name)
    schema.upgrade(url)
    return url


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var: Path = tmp_path_factory.mktemp("var")
    return Settings(
        database_url=database_url,
        secret_key="only for tests",
        var_root=var,
        public_url="http://localhost",
        search_engine="embedded",
        elasticsearch_url=None,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.config["TESTING"] = True
    return app


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(driver_url(database_url))
    yield engine
    engine.dispose()


@pytest.fixture
def session(app: Flask, engine: Engine) -> Iterator[Session]:
    """A session whose work, and that of requests made meanwhile, is undone after the test."""
    ordinary = db.session
    with engine.connect() as connection, app.app_context():
        outer = connection.begin()
        options: dict[str, Any] = {
            "bind": connection,
            "join_transaction_mode": "create_savepoint",
        }
        # Flask-SQLAlchemy's own session would look up its engine and leave this connection.
        db.session = scoped_session(sessionmaker(**options))
        try:
            with Session(**options) as session:
                yield session
        finally:
            db.session.remove()
            db.session = ordinary
            outer.rollback()


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """A browser without script that sees what `session` has flushed."""
    return app.test_client()


@pytest.fixture
def committed(app: Flask, engine: Engine) -> Iterator[Engine]:
    """For races: real commits from several connections; every table is emptied afterwards."""
    yield engine
    with engine.begin() as connection:
        names = connection.scalars(
            text(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename <> 'alembic_version'"
            )
        )
        connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
