"""A database that is halted, or gone without a word, is given up and not waited for."""

import os
import signal
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from core.db import connections, sessions
from core.db.connections import TimeoutConnection
from core.db.prepared import PreparedStatement
from core.db.sessions import read_session

BACKEND = text("SELECT pg_backend_pid()")


@pytest.fixture
def halted(app, monkeypatch):
    """A pool whose only connection is to a server process that has stopped; tells its number."""
    monkeypatch.setattr(TimeoutConnection, "timeout_seconds", 0.5)
    monkeypatch.setattr(connections, "TIMEOUT_SECONDS", 0.5)
    monkeypatch.setattr(connections, "PING_TIMEOUT_SECONDS", 0.3)
    with app.app_context():
        sessions.close()
        with read_session() as session:
            backend = session.scalar(BACKEND)
        os.kill(backend, signal.SIGSTOP)
        yield backend
        os.kill(backend, signal.SIGCONT)
        sessions.close()


def test_a_question_without_an_answer_fails_and_the_next_one_is_asked_anew(halted):
    began = time.monotonic()
    with (
        pytest.raises(OperationalError, match=r"no answer within 0\.5 s"),
        read_session() as session,
    ):
        session.scalar(BACKEND)
    assert time.monotonic() - began < 5

    with read_session() as session:
        assert session.scalar(BACKEND) != halted


def test_a_prepared_statement_without_an_answer_fails_alike(halted):
    backend = PreparedStatement("SELECT pg_backend_pid()")
    with (
        pytest.raises(OperationalError, match=r"no answer within 0\.5 s"),
        read_session() as session,
    ):
        backend.tuples(session)

    with read_session() as session:
        assert backend.tuples(session) != [(halted,)]


def test_a_rested_connection_without_an_answer_is_replaced_unnoticed(halted, monkeypatch):
    monkeypatch.setattr(sessions, "RESTED_SECONDS", 0.0)

    with read_session() as session:
        assert session.scalar(BACKEND) != halted


def test_a_connection_asks_the_kernel_whether_the_machine_is_still_there(app):
    with app.app_context(), read_session() as session:
        parameters = session.connection().connection.driver_connection.info.get_parameters()

    assert {name: int(parameters[name]) for name in connections.KEEPALIVE} == {
        "keepalives": 1,
        "keepalives_idle": 4,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }


def test_the_usual_timeout_returns_after_a_ping(halted):
    with read_session() as session:
        connection = session.connection().connection.driver_connection
        with connection.pinging():
            assert connection.timeout_seconds == 0.3
        assert connection.timeout_seconds == 0.5
        os.kill(halted, signal.SIGCONT)
