"""The audit chain shows when a row was changed behind its back."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.audit import entries as audit


def three_entries(session):
    for number in range(3):
        audit.record(
            session, actor="officer", action="test", subject=f"thing:{number}", number=number
        )


def test_a_chain_as_written_is_whole(session):
    three_entries(session)

    found = audit.examine(session)
    assert (found.entries, found.broken_at, found.knows) == (3, None, True)
    assert audit.examine(session, found.newest) == found


def test_a_changed_entry_is_named(session):
    three_entries(session)
    session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER append_only"))
    second = session.scalar(text("SELECT id FROM audit_entry ORDER BY id OFFSET 1 LIMIT 1"))
    session.execute(text("UPDATE audit_entry SET actor = 'nobody' WHERE id = :id"), {"id": second})
    session.expire_all()

    assert audit.examine(session).broken_at == second


def test_a_chain_cut_off_does_not_know_the_mark_kept_outside(session):
    three_entries(session)
    kept = audit.examine(session).newest
    session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER append_only"))
    session.execute(text("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)"))

    found = audit.examine(session, kept)

    assert (found.entries, found.broken_at, found.knows) == (2, None, False)


def test_the_command_says_what_to_keep_and_fails_when_something_is_wrong(app, session):
    three_entries(session)
    session.commit()
    run = app.test_cli_runner()

    whole = run.invoke(args=["audit", "check"])

    mark = audit.examine(session).newest.hex()
    assert whole.stdout == f"3 entries, newest mark {mark}\n"
    assert run.invoke(args=["audit", "check", "--mark", mark]).exit_code == 0
    assert run.invoke(args=["audit", "check", "--mark", "00"]).exit_code == 1
    assert run.invoke(args=["audit", "check", "--mark", "x"]).exit_code == 2


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_the_chain(session, change):
    three_entries(session)

    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(change))
