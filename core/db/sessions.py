"""The one room where Flask-SQLAlchemy is touched and where transactions begin and end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Dialect, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from core.composition import Services, services
from core.db.connections import KEEPALIVE, TimeoutConnection
from core.db.identity import DatabaseIdentity
from core.db.model import Base
from core.db.reading import ReadSession

db = SQLAlchemy(model_class=Base)

RESTED_SECONDS = 1.0
READING = "reading"
LIMITS = (
    "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
)
PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"


class Database:
    """Connection pools of an application: where its sessions come from.

    Tests put one in its place that has a single connection and ends with a rollback.
    """

    def session(self) -> Session:
        """The session of this request, job or command."""
        return db.session()

    def read_session(self) -> Session:
        return ReadSession(db.engines[READING])


def register(app: Flask, services: Services) -> None:
    """Bind the application to its database. Makes no connection yet."""
    url = driver_url(services.database_url)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options: dict[str, Any] = {
        "connect_args": {"options": LIMITS, "connect_timeout": 5, **KEEPALIVE},
        "hide_parameters": True,  # what people type does not belong in a log
    }
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    # Connections of their own: switching one there and back takes longer than what it is asked.
    # Prepared statements are planned once: left to itself the server plans some of them each time.
    alone = {
        "isolation_level": "AUTOCOMMIT",
        "pool_reset_on_return": None,
        "connect_args": options["connect_args"] | {"options": f"{LIMITS} {PLANNED_ONCE}"},
    }
    app.config["SQLALCHEMY_BINDS"] = {READING: {"url": url, **options, **alone}}
    db.init_app(app)
    services[Database] = Database()
    with app.app_context():
        for engine in db.engines.values():
            event.listen(engine, "do_connect", _connect)
            event.listen(engine, "checkin", _rest)
            event.listen(engine, "checkout", _wake)
        services[DatabaseIdentity] = DatabaseIdentity(db.engines[READING])


def close() -> None:
    """Give up every connection of the current application."""
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


def _connect(
    _: Dialect, __: ConnectionPoolEntry, words: list[str], facts: dict[str, Any]
) -> DBAPIConnection:
    return cast(DBAPIConnection, TimeoutConnection.connect(*words, **facts))


def _rest(_: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info["resting_since"] = time.monotonic()


def _wake(driver: TimeoutConnection, record: ConnectionPoolEntry, _: object) -> None:
    """Ask a connection that has rested whether it still lives; a dead one makes the pool anew.

    A ping before every use would be a question more on every page.
    """
    rested = time.monotonic() - record.info.get("resting_since", time.monotonic())
    if rested < RESTED_SECONDS:
        return
    try:
        with driver.pinging():
            db.engine.dialect.do_ping(cast(DBAPIConnection, driver))
    except db.engine.dialect.loaded_dbapi.Error as gone:
        raise DisconnectionError from gone


def driver_url(database_url: str) -> str:
    """The same address, naming psycopg 3 as the driver."""
    return (
        make_url(database_url)
        .set(drivername="postgresql+psycopg")
        .render_as_string(hide_password=False)
    )


@contextmanager
def transaction() -> Iterator[Session]:
    """The one transaction of a view, job or command: committed at its end, never nested.

    Its last statements write the audit entries recorded meanwhile (core.audit.entries).
    """
    session = services()[Database].session()
    if session.in_transaction():
        raise RuntimeError("a transaction is already open: only the edge opens one")
    with session.begin():
        yield session
        if session.in_nested_transaction():
            raise RuntimeError("a savepoint is still open: audit entries would not be written")


@contextmanager
def read_session() -> Iterator[Session]:
    """A session for queries alone, see `ReadSession`."""
    with services()[Database].read_session() as session:
        yield session
