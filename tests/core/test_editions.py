"""The edition grows with every committed change of what the public sees, and shows it at once."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.editions import FEW, Edition, PublicChange, edition, gather
from tests.factories.catalogue import make_producer

UNSEEN = {
    "alembic_version",
    "audit_entry",
    "code_report",
    "public_change",
    "scan",
    "scan_day",
    "scan_key",
}


def change(session, table="producer"):
    """A statement that changes nothing is noted like any other: that costs a page, no truth."""
    session.execute(text(f"UPDATE {table} SET id = id"))


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
    ("table", "grown"),
    [
        ("province", Edition(1, 0, 0)),
        ("producer", Edition(0, 1, 0)),
        ("offer", Edition(0, 0, 1)),
    ],
)
def test_a_change_shows_in_its_own_topic_alone(session, table, grown):
    before = edition(session)

    change(session, table)

    after = edition(session)
    assert tuple(a - b for a, b in zip(after, before, strict=True)) == grown


def test_a_change_shows_to_others_with_its_commit_and_not_before(committed):
    with Session(committed) as writer, Session(committed) as reader:
        before = edition(reader).record
        change(writer)
        reader.rollback()
        assert edition(reader).record == before

        writer.commit()
        reader.rollback()
        assert edition(reader).record == before + 1


def test_a_change_taken_back_was_none(committed):
    with Session(committed) as writer, Session(committed) as reader:
        before = edition(reader)
        change(writer)
        writer.rollback()
        reader.rollback()

        assert edition(reader) == before


def test_the_later_of_two_open_changes_may_be_committed_first(committed):
    with Session(committed) as first, Session(committed) as second, Session(committed) as reader:
        before = edition(reader).record
        change(first)
        change(second, "offer")
        change(second, "certificate")
        second.commit()
        reader.rollback()
        between = edition(reader).record
        first.commit()
        reader.rollback()

        assert (between, edition(reader).record) == (before + 1, before + 2)


def test_gathering_leaves_the_edition_alone_and_one_row_a_topic(committed):
    with Session(committed) as session, session.begin():
        for _ in range(FEW):
            change(session)
        change(session, "offer")
        before = edition(session)

        gather(session)

        assert edition(session) == before
        rows = select(PublicChange.topic, func.count()).group_by(PublicChange.topic)
        assert dict(session.execute(rows).all()) == {"record": 1, "offers": 1}


def test_a_change_open_while_others_are_gathered_still_counts(committed):
    with Session(committed) as writer, Session(committed) as upkeep, Session(committed) as reader:
        for _ in range(FEW + 1):
            change(upkeep)
        upkeep.commit()
        change(writer)
        before = edition(reader).record

        gather(upkeep)
        upkeep.commit()
        writer.commit()
        reader.rollback()

        assert edition(reader).record == before + 1


def test_something_new_is_a_change(session):
    before = edition(session).record

    make_producer(session)

    assert edition(session).record > before
