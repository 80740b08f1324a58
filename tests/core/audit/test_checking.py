"""The check shows when an entry was changed behind the back of the database, sealed or not."""

from datetime import timedelta

import time_machine
from sqlalchemy import text

from core.audit.checking import examine, examine_unsealed
from core.audit.sealing import seal
from core.clock import now
from tests.factories.audit import let_change, make_acts, make_sealed


def change(session, statement, subject):
    let_change(session)
    session.execute(text(statement), {"subject": subject})
    session.expire_all()


def number(session, subject):
    entry = text("SELECT id FROM audit_entry WHERE subject = :subject")
    return session.scalar(entry, {"subject": subject})


ACTOR = "UPDATE audit_entry SET actor = 'nobody' WHERE subject = :subject"
GONE = "DELETE FROM audit_entry WHERE subject = :subject"
NO_SEAL = (
    "DELETE FROM audit_seal WHERE entry_id = (SELECT id FROM audit_entry WHERE subject = :subject)"
)


def test_a_chain_as_written_is_whole(session):
    make_sealed(session, "a", "b", "c")

    chain = examine(session)

    assert (chain.entries, chain.broken_at, chain.knows) == (3, None, True)
    assert examine(session, chain.newest) == chain


def test_a_changed_entry_is_named(session):
    make_sealed(session, "a", "b", "c")

    change(session, ACTOR, "b")

    assert examine(session).broken_at == number(session, "b")


def test_a_deleted_entry_is_named(session):
    make_sealed(session, "a", "b", "c")
    gone = number(session, "c")

    change(session, GONE, "c")

    assert examine(session).broken_at == gone


def test_an_entry_that_lost_its_seal_breaks_the_chain_behind_it(session):
    make_sealed(session, "a", "b", "c")

    change(session, NO_SEAL, "b")

    assert examine(session).broken_at == number(session, "c")


def test_a_chain_cut_off_does_not_know_the_mark_kept_outside(session):
    make_sealed(session, "a", "b", "c")
    kept = examine(session).newest

    change(session, NO_SEAL, "c")
    change(session, GONE, "c")

    chain = examine(session, kept)
    assert (chain.entries, chain.broken_at, chain.knows) == (2, None, False)


def test_an_entry_changed_before_it_is_sealed_is_named_before_and_after(session):
    make_acts(session, "a", "b")
    session.commit()

    change(session, ACTOR, "a")

    changed = number(session, "a")
    assert examine_unsealed(session).broken_at == changed
    session.execute(text("SET LOCAL session_replication_role = origin"))
    assert seal(session) == 2
    assert examine_unsealed(session).broken_at is None
    assert examine(session).broken_at == changed


def test_an_entry_deleted_before_it_is_sealed_is_named(session):
    make_acts(session, "a", "b")
    session.commit()
    gone = number(session, "b")

    change(session, GONE, "b")

    backlog = examine_unsealed(session)
    assert (backlog.entries, backlog.broken_at) == (1, gone)


def test_what_waits_for_its_seal_is_counted_with_the_age_of_the_oldest(session):
    moment = now()
    with time_machine.travel(moment - timedelta(seconds=70), tick=False):
        make_acts(session, "a")
    with time_machine.travel(moment - timedelta(seconds=5), tick=False):
        make_acts(session, "b")
    session.commit()

    backlog = examine_unsealed(session)

    assert (backlog.entries, backlog.broken_at) == (2, None)
    assert backlog.age(moment) == timedelta(seconds=70)


def test_nothing_unsealed_has_no_age(session):
    make_sealed(session, "a")

    backlog = examine_unsealed(session)

    assert (backlog.entries, backlog.age(now())) == (0, timedelta(0))
