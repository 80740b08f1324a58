"""A real PostgreSQL for every test: schema by the migrations, one database per parallel worker."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from config import ROOT, Settings
from core.composition import Services
from core.db import schema, sessions
from core.db.embedded import EmbeddedPostgres
from core.db.sessions import Database, driver_url
from core.web.pages.page_cache import PageCache
from registry.queries.places import place_book
from registry.rules.place_book import PlaceBook
from registry.services.places import load_places
from storefront.pages.queries.atlas import AtlasCache
from tests.rolled_back import RolledBackDatabase
from traceability.scans.rules.guesses import GuessLimit
from traceability.scans.views.recording import ScanRecording
from wsgi import create_app

pytest_plugins = ["tests.left_out"]

# A busy machine is no fault of what is tested.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

PLACES = ROOT / "data" / "places"
PLACE_TABLES = ("province", "commune", "former_unit", "succession")
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """A database of this worker: newest schema and all places, copied from a template made once."""
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres")
    admin = create_engine(driver_url(server.url("postgres")), isolation_level="AUTOCOMMIT")
    name, template = f"test_{worker_id}_{os.getpid()}", template_name()
    with admin.connect() as connection:
        for setting in FAST:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("SELECT pg_advisory_lock(1)"))  # one worker makes it, all copy it
        if not connection.scalar(text(f"SELECT 1 FROM pg_database WHERE datname = '{template}'")):
            _make_template(server.url(f"{template}_new"))
            connection.execute(text(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"'))
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    admin.dispose()
    yield server.url(name)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def template_name() -> str:
    """Changes with everything a template is made of."""
    made_of = [*(ROOT / "migrations" / "versions").glob("*.py"), *PLACES.glob("*.csv")]
    content = b"".join(path.read_bytes() for path in sorted(made_of))
    return f"template_{hashlib.sha256(content).hexdigest()[:12]}"


def _make_template(url: str) -> None:
    schema.upgrade(url)
    engine = create_engine(driver_url(url))
    with Session(engine) as session, session.begin():
        load_places(session, PLACES)
    engine.dispose()


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var: Path = tmp_path_factory.mktemp("var")
    return Settings(
        database_url=database_url,
        secret_key="only for tests",
        var_root=var,
        public_url="http://localhost",
        search_engine="embedded",
        search_memo=0,
        elasticsearch_url=None,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    # Tests flush scans by hand, on their connection.
    app = create_app(settings, strict=True, scan_writer=False)
    app.config["TESTING"] = True
    yield app
    with app.app_context():
        sessions.close()


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(driver_url(database_url))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def place_map(engine: Engine) -> PlaceBook:
    """All places, as every test database holds them from its template, read once."""
    with Session(engine) as session:
        return place_book(session)


@pytest.fixture
def session(app: Flask, engine: Engine) -> Iterator[Session]:
    """A session whose work, and that of requests made meanwhile, is undone after the test."""
    services = Services.of(app)
    _forget(services)
    ordinary = services[Database]
    with engine.connect() as connection, app.app_context():
        outer = connection.begin()
        services[Database] = database = RolledBackDatabase(connection)
        try:
            with database.read_session() as session:
                yield session
        finally:
            services[Database] = ordinary
            database.close()
            outer.rollback()


def _forget(services: Services) -> None:
    """What a process keeps: a rollback takes content versions back, and they may come again."""
    services[PageCache] = PageCache()
    services[AtlasCache] = AtlasCache()
    services[ScanRecording].guesses = GuessLimit()


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """A browser without script that sees what `session` has flushed, and nothing kept before."""
    return app.test_client()


@pytest.fixture
def committed(app: Flask, engine: Engine) -> Iterator[Engine]:
    """For races: real commits from several connections; all but places is emptied afterwards."""
    yield engine
    with engine.begin() as connection:
        # What is official refuses to be emptied.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        names = connection.scalars(
            text(
                "SELECT tablename FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename <> ALL(:kept)"
            ),
            {"kept": [*PLACE_TABLES, "alembic_version"]},
        )
        connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
