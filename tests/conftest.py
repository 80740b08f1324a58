"""A real PostgreSQL for every test: schema by the migrations, one database per parallel worker."""

import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.people.services import passwords
from config import Settings
from core.composition import Services
from core.db import sessions
from core.db.sessions import Database, driver_url
from core.web.pages.page_cache import PageCache
from registry.queries.places import place_book
from registry.rules.place_book import PlaceBook
from storefront.pages.queries.atlas import AtlasCache
from tests.databases import copied_database
from tests.factories.small_catalogue import SmallCatalogue
from tests.rolled_back import RolledBackDatabase
from traceability.scans.rules.guesses import GuessLimit
from traceability.scans.views.recording import ScanRecording
from wsgi import create_app

pytest_plugins = ["tests.left_out"]

# A busy machine is no fault of what is tested, and the same code gets the same answer every time.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")

# What takes a guesser long would take the suite as long.
passwords.current = [passwords.Passwords(PasswordHasher(1, 8, 1))]


def pytest_collection_finish() -> None:
    """What collection made lives to the end: to look through it again and again takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_unconfigure() -> None:
    """Libraries in C++ count what is left at the end, and complain."""
    gc.unfreeze()


PLACE_TABLES = ("province", "commune", "former_unit", "succession")


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """A database of this worker: newest schema and all places."""
    with copied_database(f"test_{worker_id}_{os.getpid()}") as url:
        yield url


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


class Browser(FlaskClient):
    """Who sends a request is asked anew: here one application context lasts for a whole test."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            for known in ("actor", "signed_in"):
                g.pop(known, None)
        return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    # Tests flush scans by hand, on their connection.
    app = create_app(settings, strict=True, scan_writer=False)
    app.config["TESTING"] = True
    app.test_client_class = Browser
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


@pytest.fixture(scope="session")
def small_catalogue(
    worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SmallCatalogue]:
    """Made once, in a database and an index of its own."""
    with copied_database(f"catalogue_{worker_id}_{os.getpid()}") as url:
        engine = create_engine(driver_url(url))
        yield SmallCatalogue(engine, tmp_path_factory.mktemp("index"))
        engine.dispose()


@pytest.fixture
def session(app: Flask, engine: Engine, request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session whose work, and that of requests made meanwhile, is undone after the test."""
    if "small_catalogue" in request.fixturenames:
        engine = request.getfixturevalue("small_catalogue").engine
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
        # Making every table and index anew, as TRUNCATE does, takes twenty times as long.
        for table in _tables_with_rows(connection):
            connection.execute(text(f"DELETE FROM {table}"))


def _tables_with_rows(connection: Connection) -> Sequence[str]:
    names = connection.scalars(
        text(
            "SELECT tablename FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> ALL(:kept)"
        ),
        {"kept": [*PLACE_TABLES, "alembic_version"]},
    )
    questions = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names)
    return connection.scalars(text(" UNION ALL ".join(questions))).all()
