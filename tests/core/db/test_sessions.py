"""How reading treats connections: those the server closed, and those worth keeping warm."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from core.db import sessions
from core.db.prepared import PreparedStatement
from core.db.sessions import read_session, transaction


def test_a_connection_that_died_at_rest_is_replaced_unnoticed(app, engine, monkeypatch):
    monkeypatch.setattr(sessions, "RESTED_SECONDS", 0.0)
    with app.app_context():
        with read_session() as session:
            before = session.scalar(text("SELECT pg_backend_pid()"))
        end(engine, before)

        with read_session() as session:
            after = session.scalar(text("SELECT pg_backend_pid()"))

        sessions.close()
    assert after != before


def test_what_is_read_often_is_planned_once(app):
    with app.app_context():
        for _ in range(10):
            with read_session() as session:
                session.execute(text("SELECT count(*) FROM province"))
        with read_session() as session:
            prepared = session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
        sessions.close()

    assert "SELECT count(*) FROM province" in prepared


def end(engine, backend: int) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": backend})
        alive = text("SELECT count(*) FROM pg_stat_activity WHERE pid = :pid")
        until = time.monotonic() + 5
        while connection.scalar(alive, {"pid": backend}) and time.monotonic() < until:
            connection.rollback()


def test_a_question_on_a_cut_connection_fails_as_the_database_does_and_the_next_is_answered(
    app, engine
):
    question = PreparedStatement("SELECT pg_backend_pid()")
    with app.app_context():
        with read_session() as session:
            [(backend,)] = question.tuples(session)
            end(engine, backend)

            with pytest.raises(OperationalError):
                question.tuples(session)

        with read_session() as session:
            [(other,)] = question.tuples(session)
        sessions.close()
    assert other != backend


def test_a_transaction_inside_another_is_refused_before_anything_is_written(app, session):
    with (
        transaction() as outer,
        pytest.raises(RuntimeError, match="only the edge opens one"),
        transaction(),
    ):
        pytest.fail("it was opened")

    assert not outer.in_transaction()


def test_a_page_holds_one_connection_whichever_way_it_asks(app):
    """Two for each page under way are more than a pool keeps: the rest would begin and end."""
    at_once, rounds = 4, 15
    question, together = PreparedStatement("SELECT pg_backend_pid()"), Barrier(at_once)

    def pages(_: int) -> set[int]:
        backends: set[int] = set()
        with app.app_context():
            for _ in range(rounds):
                with read_session() as session:
                    backends.add(session.scalar(text("SELECT pg_backend_pid()")))
                    together.wait(10)
                    backends.update(row[0] for row in question.tuples(session))
        return backends

    with ThreadPoolExecutor(at_once) as threads:
        backends = set().union(*threads.map(pages, range(at_once)))
    with app.app_context():
        sessions.close()

    assert len(backends) <= at_once
