"""Kept content versions are checked each time, and asked again after any note that is new."""

from weakref import WeakKeyDictionary

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.db import content_versions, sessions
from core.db.connections import TimeoutConnection
from core.db.content_changes import compact
from core.db.content_versions import NOTE_SINCE, versions_of
from core.db.sessions import read_session
from tests.core.db.test_content_versions import note_often, rename
from tests.factories.catalogue import make_offer, make_product

ONE = "SELECT id, 'product', id FROM product WHERE id = ANY(%(ids)s)"


@pytest.fixture
def two(committed):
    with Session(committed) as session, session.begin():
        products = [make_product(session, name) for name in ("Miến dong", "Chè")]
        make_offer(session, products[0])
        return [product.id for product in products]


@pytest.fixture
def versions(app, committed, monkeypatch):
    """Asks as a page does, for the versions of some products; nothing is kept from before."""
    monkeypatch.setattr(content_versions, "_memos", WeakKeyDictionary())
    with app.app_context():

        def ask(*ids):
            with read_session() as session:
                return versions_of(session, ONE, ids=list(ids))

        yield ask
        sessions.close()


@pytest.fixture
def selects(monkeypatch):
    """How often each prepared statement was sent."""
    sent = []
    select = TimeoutConnection.select

    def note(connection, statement, values):
        sent.append("check" if statement == NOTE_SINCE.statement else "question")
        return select(connection, statement, values)

    monkeypatch.setattr(TimeoutConnection, "select", note)
    return sent


def test_versions_are_asked_once_and_then_only_checked(versions, two, selects):
    answers = [versions(*two) for _ in range(3)]

    assert answers == [answers[0]] * 3
    assert selects == ["question", "check", "check"]


def test_a_sale_is_no_reason_to_ask_again(versions, two, selects, committed):
    before = versions(*two)
    with Session(committed) as session, session.begin():
        session.execute(text("UPDATE offer SET stock = stock - 1"))

    assert versions(*two) == before
    assert selects == ["question", "check"]


def test_a_change_of_something_else_is_asked_about_and_moves_nothing(
    versions, two, selects, committed
):
    before = versions(two[0])
    with Session(committed) as session, session.begin():
        rename(session, two[1], "Chè Tân Cương")

    assert versions(two[0]) == before
    assert versions(two[0]) == before
    assert selects == ["question", "check", "question", "check"]


def test_a_change_committed_after_a_later_one_is_noticed(versions, two, committed):
    """The forced case: the first to write is the last to commit, and its note has the lowest id."""
    with Session(committed) as early:
        rename(early, two[0], "Miến dong Tài Hoan")
        with Session(committed) as late, late.begin():
            rename(late, two[1], "Chè Tân Cương")
        between = versions(*two)
        assert versions(*two) == between
        early.commit()

    after = versions(*two)
    assert after.own[two[0]] != between.own[two[0]]
    assert after.own[two[1]] == between.own[two[1]]


def test_a_change_taken_back_was_none(versions, two, committed):
    before = versions(*two)
    with Session(committed) as session:
        rename(session, two[0], "Miến dong Tài Hoan")
        session.rollback()

    assert versions(*two) == before


def test_compaction_leaves_kept_versions_as_they_are(versions, two, committed):
    note_often(committed, two[0])
    before = versions(*two)
    with Session(committed) as session, session.begin():
        compact(session)

    assert versions(*two) == before


def test_a_change_is_noticed_after_notes_of_another_server_were_restored(versions, two, committed):
    """Their transactions are ones that this server has not come to yet."""
    with Session(committed) as session, session.begin():
        session.execute(text("UPDATE content_change SET xid = xid + 1000000"))
    before = versions(*two)
    assert versions(*two) == before
    with Session(committed) as session, session.begin():
        rename(session, two[0], "Miến dong Tài Hoan")

    assert versions(*two).own[two[0]] != before.own[two[0]]


def test_the_check_looks_into_the_index_however_many_notes_there_are(session):
    session.execute(
        text(
            "INSERT INTO content_change (topic, subject, xid)"
            " SELECT 'product', n, 3 FROM generate_series(1, 20000) AS n"
        )
    )
    session.execute(text("ANALYZE content_change"))
    session.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
    session.execute(text(f"PREPARE checked AS {NOTE_SINCE.statement.decode()}"))
    plan = session.scalars(text("EXPLAIN EXECUTE checked ('10:10:')")).all()

    assert any("ix_content_change_xid" in line for line in plan)
    assert not any("Seq Scan" in line for line in plan)
