"""Attempts counted in the database: the last that is allowed is one, however many come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.clock import now
from core.limits.attempts import (
    AttemptCount,
    count_attempt,
    drop_old_counts,
    forget_attempts,
    take_attempt_back,
)
from core.limits.limit import Limit, TooManyAttempts
from tests.races import wait_until_someone_waits_for_a_lock

THREE = Limit("three", 3, timedelta(minutes=10))
ONE = Limit("one", 1, timedelta(minutes=5))


def attempts(session):
    return [*session.scalars(select(AttemptCount.attempts))]


def test_so_many_attempts_are_let_through(session):
    for _ in range(3):
        count_attempt(session, {THREE: "mai"})

    with pytest.raises(TooManyAttempts) as refused:
        count_attempt(session, {THREE: "mai"})
    assert refused.value.facts["limit"] == "three"
    assert 595 <= refused.value.seconds <= 600
    count_attempt(session, {THREE: "another"})


def test_of_several_limits_the_one_that_ends_last_is_named(session):
    both = {ONE: "mai", THREE: "mai"}
    count_attempt(session, both)

    with pytest.raises(TooManyAttempts) as refused:
        count_attempt(session, both)
    assert refused.value.facts["limit"] == "one"


def test_a_period_that_is_over_begins_anew(session):
    count_attempt(session, {ONE: "mai"})
    session.execute(update(AttemptCount).values(until=now() - timedelta(seconds=1)))

    count_attempt(session, {ONE: "mai"})

    assert attempts(session) == [1]


def test_attempts_are_forgotten_taken_back_and_dropped(session):
    count_attempt(session, {ONE: "mai", THREE: "mai"})
    take_attempt_back(session, {THREE: "mai"})
    forget_attempts(session, {ONE: "mai"})
    assert attempts(session) == [0]

    drop_old_counts(session)
    assert attempts(session) == [0]
    session.execute(update(AttemptCount).values(until=now()))
    drop_old_counts(session)
    assert attempts(session) == []


def test_of_two_attempts_at_once_one_is_too_many(committed):
    def second():
        with Session(committed) as session, session.begin():
            count_attempt(session, {ONE: "mai"})

    with ThreadPoolExecutor(1) as pool, Session(committed) as session:
        count_attempt(session, {ONE: "mai"})
        other = pool.submit(second)
        wait_until_someone_waits_for_a_lock(committed)
        session.commit()
        with pytest.raises(TooManyAttempts):
            other.result()
        assert attempts(session) == [1]
