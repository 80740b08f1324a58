"""Doubt is about being in force, and about nothing else: no sanction hides behind it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import EventKind
from certification.certificates.rules.history import Fold
from certification.certificates.rules.possible_histories import MOST_STEPS
from certification.certificates.rules.state import State, state
from tests.certification.certificates.rules.events import (
    CLOSE_DAYS,
    DAYS,
    LIFTED,
    RENEWED,
    REVOKED,
    SUSPENDED,
    event,
    granted,
    vague_dates,
)
from tests.certification.certificates.rules.events import events as drawn_events
from tests.certification.certificates.rules.readings import spans_by_every_reading

BY_YEAR = granted(VagueDate.year(2023), 4)
HALT = event(SUSPENDED, "2025-06-01", decision="9/QĐ", reason="chờ kiểm nghiệm")


def on_day(day, *listed):
    return state(listed, date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-06-01", "2026-01-02", "2026-11-27", "2026-12-31"])
def test_a_suspension_is_told_until_every_possible_term_has_ended(day):
    standing = on_day(day, BY_YEAR, HALT)

    assert (standing.state, standing.decision, standing.reason) == (
        "suspended",
        "9/QĐ",
        "chờ kiểm nghiệm",
    )
    assert standing.since == VagueDate.exact(date(2025, 6, 1))
    # What is said of the state tells no more of the paper than is known.
    assert standing.issued == VagueDate.year(2023)
    assert standing.until == VagueDate.year(2026)


def test_after_the_last_possible_term_it_has_expired():
    assert on_day("2027-01-01", BY_YEAR, HALT).state is State.EXPIRED
    assert on_day("2026-12-31", BY_YEAR, HALT).change_on == date(2027, 1, 1)


def test_a_lifted_suspension_leaves_the_doubt_there_was():
    lifted = event(LIFTED, "2025-07-01")

    assert on_day("2025-12-31", BY_YEAR, HALT, lifted).state is State.VALID
    assert on_day("2026-06-01", BY_YEAR, HALT, lifted).state is State.UNCONFIRMED


NARROW = drawn_events(
    st.builds(
        lambda day, n: VagueDate(day, day + timedelta(days=n)), CLOSE_DAYS, st.integers(0, 3)
    ),
    st.none(),
)
WIDE = st.tuples(
    drawn_events(vague_dates(1200), st.none()),
    *[drawn_events(DAYS.map(VagueDate.exact), st.none())] * 2,
)


@given(st.lists(NARROW, min_size=1, max_size=3) | WIDE, CLOSE_DAYS | DAYS)
@settings(max_examples=150, deadline=None)
def test_what_no_reading_has_in_force_is_not_worded_as_doubt_about_it(listed, at):
    standing = state(listed, at)
    in_force = [
        span for span in spans_by_every_reading(listed, at) if span and span.state == "valid"
    ]

    assert in_force or standing.state is not State.UNCONFIRMED or standing.is_assessed_only


WIDE_DAY = VagueDate(date(2019, 1, 1), date(2024, 1, 1))
MESS = [granted(WIDE_DAY), *(event(kind, WIDE_DAY, 3) for kind in EventKind)]


@pytest.mark.parametrize(("kind", "expected"), [(REVOKED, "revoked"), (SUSPENDED, "suspended")])
def test_of_more_histories_than_can_be_told_apart_the_last_act_still_speaks(kind, expected):
    last = event(kind, "2025-01-01", reason="c", decision="9/QĐ")

    standing = on_day("2026-01-01", *MESS, last)

    assert (standing.state, standing.decision, standing.reason) == (expected, "9/QĐ", "c")


def test_without_one_they_leave_the_state_unconfirmed():
    assert on_day("2026-01-01", *MESS).state is State.UNCONFIRMED
    assert on_day("2026-01-01", *MESS, event(RENEWED, "2025-01-01", 4)).state is State.UNCONFIRMED


def halts(first, days):
    """So many suspensions and liftings, one a day."""
    kinds = (SUSPENDED, LIFTED)
    return [
        event(kinds[n % 2], VagueDate.exact(first + timedelta(days=n)), number=n + 2)
        for n in range(days)
    ]


TODAY = date(2026, 11, 27)
LONG_RECORDS = {
    "on one day": [
        event(kind, "2026-11-27", number=n) for n in range(100) for kind in (SUSPENDED, LIFTED)
    ],
    "in the years after": halts(date(2026, 1, 1), 200),
    "in the year of the grant": halts(date(2023, 3, 1), 200),
    "in the months to come": halts(date(2026, 11, 28), 200),
    "in the months to come, on one day": [
        event(kind, "2026-12-20", number=n) for n in range(100) for kind in (SUSPENDED, LIFTED)
    ],
    "of unknown days": [event(kind, VagueDate.year(2024)) for kind in [SUSPENDED, LIFTED] * 100],
}  # fmt: skip


@pytest.mark.parametrize("record", LONG_RECORDS.values(), ids=LONG_RECORDS)
def test_two_hundred_events_are_judged_in_bounded_work(record, monkeypatch):
    listed = [BY_YEAR, *record]
    added = []
    add = Fold.add
    monkeypatch.setattr(Fold, "add", lambda *dated: (added.append(dated), add(*dated)))

    state(listed, TODAY)

    assert len(added) <= MOST_STEPS + 10 * len(listed)
