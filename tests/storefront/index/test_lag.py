"""How a page knows that the index is behind, and what it costs to know."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from core.jobs import queue as jobs
from storefront.index import services as index
from storefront.index.queries import lag
from storefront.index.queries.lag import LagMemo, is_behind
from tests.statements import statements

TODAY = date(2026, 11, 24)


@pytest.fixture
def without_memo(monkeypatch):
    monkeypatch.setattr(lag, "MEMO_SECONDS", 0)


def change(session, seconds):
    """A change that has waited for so long."""
    jobs.defer(session, "product.changed", product_ids=[1])
    session.execute(
        text(f"UPDATE procrastinate_events SET at = now() - interval '{seconds} seconds'")
    )


def test_an_index_is_behind_when_a_change_has_waited_for_longer_than_it_ever_should(
    session, without_memo
):
    assert not is_behind(session, TODAY)
    change(session, 4)
    assert not is_behind(session, TODAY)
    change(session, 6)

    assert is_behind(session, TODAY)


@pytest.mark.parametrize("topic", ["catalogue.imported", "places.changed"])
def test_it_is_behind_until_what_was_imported_is_in_it(session, without_memo, topic):
    jobs.defer(session, topic)
    session.execute(text("UPDATE procrastinate_events SET at = now() - interval '6 seconds'"))

    assert is_behind(session, TODAY)


def test_other_work_that_waits_does_not_concern_it(session, without_memo):
    session.execute(
        text("INSERT INTO procrastinate_jobs (task_name, queue_name) VALUES ('x', 'default')")
    )
    session.execute(text("UPDATE procrastinate_events SET at = now() - interval '1 hour'"))

    assert not is_behind(session, TODAY)


def test_it_knows_the_next_change_of_the_calendar_and_no_second_one(session, without_memo):
    index.note_followed(session, TODAY)

    assert not is_behind(session, TODAY)
    assert not is_behind(session, TODAY + timedelta(days=1))
    assert is_behind(session, TODAY + timedelta(days=2))


def test_the_answer_of_a_moment_ago_costs_no_statement(session):
    with statements() as sent:
        for _ in range(5):
            is_behind(session, TODAY)

    assert len(sent) == 1


def test_the_answer_is_asked_again_when_a_second_has_passed(session, monkeypatch):
    moment = 100.0
    monkeypatch.setattr(lag.time, "monotonic", lambda: moment)
    memo = LagMemo()
    assert memo.lag(session) == (False, None)
    change(session, 6)

    assert memo.lag(session) == (False, None)
    moment = 101.0
    assert memo.lag(session) == (True, None)


def test_while_one_asks_the_others_go_on_with_the_answer_of_a_moment_ago(session, monkeypatch):
    moment = 100.0
    monkeypatch.setattr(lag.time, "monotonic", lambda: moment)
    memo = LagMemo()
    memo.lag(session)
    change(session, 6)
    moment = 101.0

    with memo._asking:
        assert memo.lag(session) == (False, None)
