"""The edition grows with every committed change of what the public sees, and shows it at once."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.db.content_versions import FEW, QUESTION, Edition, PublicChange, gather
from tests.factories.catalogue import make_producer

UNSEEN = {
    "alembic_version",
    "audit_entry",
    "audit_seal",
    "audit_unsealed",
    "code_report",
    "public_change",
    "scan",
    "scan_day",
    "scan_key",
}


def edition(session):
    """As one session sees it; those who make changes see them before others do."""
    return Edition(**dict(session.execute(text(QUESTION)).all()))


def change(session, table="producer"):
    """A statement that changes nothing is noted like any other: that costs a page, no truth."""
    session.execute(text(f"UPDATE {table} SET id = id"))


def committed_edition(engine):
    with Session(engine) as reader:
        return edition(reader)


def test_every_table_is_watched_or_known_not_to_be_seen(session):
    tables = set(
        session.scalars(
            text(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename NOT LIKE 'procrastinate%'"
            )
        )
    )
    watched = set(
        session.scalars(
            text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'public_change'")
        )
    )

    assert watched == tables - UNSEEN


@pytest.mark.parametrize(
    ("table", "topic"), [("province", "places"), ("producer", "record"), ("offer", "offers")]
)
def test_a_change_shows_in_its_own_topic_alone(committed, table, topic):
    before = committed_edition(committed)._asdict()

    with Session(committed) as writer, writer.begin():
        change(writer, table)

    after = committed_edition(committed)._asdict()
    assert after.pop(topic) == str(int(before.pop(topic)) + 1)
    assert after == before


def test_each_change_shows_at_once_to_who_makes_it(session):
    seen = [edition(session).record]
    for _ in range(3):
        change(session)
        seen.append(edition(session).record)

    assert len(set(seen)) == 4


def test_many_changes_of_one_transaction_are_one_note(committed):
    before = committed_edition(committed).record
    with Session(committed) as writer, writer.begin():
        for _ in range(5):
            change(writer)

    assert committed_edition(committed).record == str(int(before) + 1)


def test_a_change_after_one_taken_back_is_noted(committed):
    before = committed_edition(committed).record
    with Session(committed) as writer, writer.begin():
        point = writer.begin_nested()
        change(writer)
        point.rollback()
        change(writer)

    assert committed_edition(committed).record == str(int(before) + 1)


def test_a_change_shows_to_others_with_its_commit_and_not_before(committed):
    before = committed_edition(committed)
    with Session(committed) as writer:
        change(writer)
        assert committed_edition(committed) == before

        writer.commit()
        assert committed_edition(committed) != before


def test_a_change_taken_back_was_none(committed):
    before = committed_edition(committed)
    with Session(committed) as writer:
        change(writer)
        writer.rollback()

    assert committed_edition(committed) == before


def test_the_later_of_two_open_changes_may_be_committed_first(committed):
    before = int(committed_edition(committed).record)
    with Session(committed) as first, Session(committed) as second:
        change(first)
        change(second, "certificate")
        second.commit()
        between = committed_edition(committed).record
        first.commit()

    assert (between, committed_edition(committed).record) == (str(before + 1), str(before + 2))


def note(engine, times, table="producer"):
    for _ in range(times):
        with Session(engine) as session, session.begin():
            change(session, table)


def test_gathering_leaves_the_edition_alone_and_one_row_a_topic(committed):
    note(committed, FEW)
    note(committed, 1, "offer")
    before = committed_edition(committed)

    with Session(committed) as session, session.begin():
        gather(session)
        rows = select(PublicChange.topic, func.count()).group_by(PublicChange.topic)
        assert set(dict(session.execute(rows).all()).values()) == {1}

    assert committed_edition(committed) == before


def test_a_change_open_while_others_are_gathered_still_counts(committed):
    note(committed, FEW + 1)
    before = committed_edition(committed).record
    with Session(committed) as writer, Session(committed) as upkeep:
        change(writer)
        gather(upkeep)
        upkeep.commit()
        writer.commit()

    assert committed_edition(committed).record == str(int(before) + 1)


def test_something_new_is_a_change(session):
    before = edition(session).record

    make_producer(session)

    assert edition(session).record != before
