"""What is recorded is written with the commit of the act, and forgotten with its rollback."""

from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import AuditEntry, record
from core.codes import new_code
from core.db.sessions import transaction
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue
from tests.factories.audit import make_acts, make_sealed, written


@contextmanager
def statements_of(engine):
    """The statements sent meanwhile."""
    sent = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def undone(engine):
    """A session whose commits are undone at the end; for examples of one property."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


def test_recording_asks_the_database_nothing(session, engine):
    with statements_of(engine) as sent:
        make_acts(session, "a")

    assert sent == []


def test_entries_are_written_by_the_last_statement_of_the_transaction(session, engine):
    with statements_of(engine) as sent, transaction() as acting:
        make_acts(acting, "a", "b")
        acting.add(IssuedCode(code=new_code(), kind=CodeKind.LOT))

    assert [" ".join(statement.split()[:3]) for statement in sent] == [
        "SAVEPOINT sa_savepoint_1",  # the transaction, within that of the test
        "INSERT INTO issued_code",
        "INSERT INTO audit_entry",
        "RELEASE SAVEPOINT sa_savepoint_1",
    ]
    assert written(session) == ["a", "b"]


def test_a_rollback_forgets_what_was_recorded(session):
    make_acts(session, "undone")
    session.rollback()
    make_acts(session, "done")
    session.commit()

    assert written(session) == ["done"]


def test_a_session_closed_without_commit_forgets_and_can_be_used_again(engine):
    with undone(engine) as session:
        make_acts(session, "undone")
        session.close()
        make_acts(session, "done")
        session.commit()

        assert written(session) == ["done"]


def test_an_entry_is_written_once_however_often_the_session_commits(session):
    make_acts(session, "a")
    session.commit()
    session.commit()

    assert written(session) == ["a"]


def test_a_failed_flush_forgets_no_more_than_its_savepoint(session):
    make_acts(session, "before")
    with pytest.raises(IntegrityError), session.begin_nested():
        make_acts(session, "within")
        session.add(IssuedCode(code="wrong", kind=CodeKind.LOT))
        session.flush()
    session.commit()

    assert written(session) == ["before"]


STEPS = st.sampled_from(["record", "savepoint", "release", "undo"])


@given(steps=st.lists(STEPS, max_size=25))
def test_an_entry_lives_as_long_as_every_savepoint_it_stands_in(engine, steps):
    with undone(engine) as session:
        open_savepoints, kept = [], [[]]
        for number, step in enumerate(steps):
            if step == "record":
                make_acts(session, str(number))
                kept[-1].append(str(number))
            elif step == "savepoint":
                open_savepoints.append(session.begin_nested())
                kept.append([])
            elif open_savepoints:
                savepoint, within = open_savepoints.pop(), kept.pop()
                if step == "release":
                    savepoint.commit()
                    kept[-1] += within
                else:
                    savepoint.rollback()
        session.commit()  # with all savepoints still open

        assert written(session) == [subject for within in kept for subject in within]


def test_a_transaction_that_leaves_a_savepoint_open_is_refused(session):
    code = new_code()
    with pytest.raises(RuntimeError, match="savepoint"), transaction() as acting:
        acting.begin_nested()
        acting.add(IssuedCode(code=code, kind=CodeKind.LOT))
        make_acts(acting, "a")

    assert session.get(IssuedCode, code) is None
    assert written(session) == []


def test_an_act_whose_entry_cannot_be_written_does_not_happen(session):
    code = new_code()
    with pytest.raises(DataError), transaction() as acting:
        acting.add(IssuedCode(code=code, kind=CodeKind.LOT))
        record(acting, actor=Actor("an\0"), action="test", subject=code)

    assert session.get(IssuedCode, code) is None
    assert written(session) == []


def test_a_detail_that_no_entry_can_hold_is_refused_where_it_is_recorded(session):
    with pytest.raises(TypeError):
        record(session, actor=Actor("officer"), action="test", subject="a", at_fault=object())
    session.commit()

    assert written(session) == []


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
DETAILS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(detail=DETAILS)
def test_an_entry_read_back_has_the_digest_of_the_one_written(engine, detail):
    with undone(engine) as session:
        record(session, actor=Actor("officer"), action="test", subject="a", detail=detail)
        session.commit()

        entry = session.scalars(select(AuditEntry)).one()
        assert entry.details == {"detail": detail}
        assert entry.is_as_written


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_the_database_refuses_to_change_what_is_on_record(session, table, change):
    column = {"audit_entry": "actor", "audit_seal": "mark"}[table]
    make_sealed(session, "a")

    with pytest.raises(IntegrityError, match="append-only"), session.begin_nested():
        session.execute(text(change.format(table, column, column)))

    assert written(session) == ["a"]


def test_the_database_refuses_an_entry_without_digest(session):
    with pytest.raises(IntegrityError, match="an entry needs a digest"):
        session.execute(
            text(
                "INSERT INTO audit_entry (at, actor, action, subject, details)"
                " VALUES (now(), 'a', 'b', 'c', '{}')"
            )
        )


def test_codes_given_out_and_their_entry_are_committed_together(session):
    with transaction() as acting:
        [code] = issue(acting, CodeKind.LOT, 1)
        make_acts(acting, code)

    assert session.get(IssuedCode, code) is not None
    assert written(session) == [code]
