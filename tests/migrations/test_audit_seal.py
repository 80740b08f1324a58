"""Chains from before migration 0010 keep their marks, and go on behind them."""

import hashlib
from datetime import UTC, datetime

import orjson
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.audit.checking import examine, examine_unsealed
from core.db.administration import schema
from core.db.sessions import driver_url
from tests.factories.audit import make_acts, make_sealed, sealed

AT = datetime(2026, 11, 24, 8, 30, 0, 123456, tzinfo=UTC)
INSERT = text(
    "INSERT INTO audit_entry (at, actor, action, subject, details, mark)"
    " VALUES (:at, 'officer', 'test', :subject, '{\"of\": \"a test\"}', :mark)"
)


def marks_of_old(engine, *subjects):
    """A chain as it was written before the migration; its marks."""
    marks = [b""]
    with engine.begin() as connection:
        for subject in subjects:
            content = [AT.timestamp(), "officer", "test", subject, {"of": "a test"}]
            marks.append(hashlib.sha256(marks[-1] + orjson.dumps(content)).digest())
            connection.execute(INSERT, {"at": AT, "subject": subject, "mark": marks[-1]})
    return marks[1:]


@pytest.fixture
def old(empty_url):
    """A database as migration 0009 left it."""
    schema.upgrade(empty_url, "0009")
    engine = create_engine(driver_url(empty_url))
    yield engine
    engine.dispose()


def test_a_mark_kept_from_before_is_still_known(old, empty_url):
    marks = marks_of_old(old, "a", "b", "c")

    schema.upgrade(empty_url)

    with Session(old) as session:
        assert examine(session, marks[1]).knows
        chain = examine(session)
        assert (chain.entries, chain.newest, chain.broken_at) == (3, marks[2], None)
        assert examine_unsealed(session).entries == 0
        make_sealed(session, "d")
        assert sealed(session) == ["a", "b", "c", "d"]
        chain = examine(session, marks[2])
        assert (chain.entries, chain.broken_at, chain.knows) == (4, None, True)


def test_what_was_broken_before_is_still_named(old, empty_url):
    marks_of_old(old, "a", "b", "c")
    with old.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE audit_entry SET actor = 'nobody' WHERE id = 2"))

    schema.upgrade(empty_url)

    with Session(old) as session:
        assert examine(session).broken_at == 2


def test_going_back_takes_every_mark_along_or_is_refused(old, empty_url):
    marks = marks_of_old(old, "a", "b")
    schema.upgrade(empty_url)
    with Session(old) as session:
        make_acts(session, "unsealed")
        session.commit()

    with pytest.raises(IntegrityError, match="mark"):
        schema.downgrade(empty_url, "0009")

    with Session(old) as session:
        make_sealed(session)
        assert sealed(session) == ["a", "b", "unsealed"]
        newest = examine(session).newest
    schema.downgrade(empty_url, "0009")
    with old.connect() as connection:
        kept = connection.scalars(text("SELECT mark FROM audit_entry ORDER BY id")).all()
        assert [*kept] == [*marks, newest]
