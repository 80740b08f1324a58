"""The audit chain shows when a row was changed behind its back."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core import audit


def three_entries(session):
    for number in range(3):
        audit.record(
            session, actor="officer", action="test", subject=f"thing:{number}", number=number
        )


def test_a_chain_as_written_is_whole(session):
    three_entries(session)

    assert audit.first_broken(session) is None


def test_a_changed_entry_is_named(session):
    three_entries(session)
    session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER append_only"))
    second = session.scalar(text("SELECT id FROM audit_entry ORDER BY id OFFSET 1 LIMIT 1"))
    session.execute(text("UPDATE audit_entry SET actor = 'nobody' WHERE id = :id"), {"id": second})
    session.expire_all()

    assert audit.first_broken(session) == second


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_the_chain(session, change):
    three_entries(session)

    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(change))
