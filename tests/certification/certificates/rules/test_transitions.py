from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.certificates.errors import (
    AlreadyInForce,
    AlreadyProposed,
    AlreadyRevoked,
    ContradictsLaterEvent,
    EventBeforeGrant,
    EventBeforeProgramme,
    EventInFuture,
    EventRefused,
    LastDayBeforeStart,
    LastDayTooLate,
    NotInForce,
    NotSuspended,
    ReasonRequired,
    SameStars,
    StarsOutOfRange,
    StillSuspended,
    TermOverBeforeStart,
)
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import GROUNDS, Event, EventKind, State
from certification.certificates.rules.state import facet, state
from certification.certificates.rules.transitions import check
from tests.certification.certificates.rules.events import (
    EXACT_EVENTS,
    GRANTED,
    LIFTED,
    PROPOSED,
    RENEWED,
    RERATED,
    REVOKED,
    SUSPENDED,
    WITHDRAWN,
    event,
    granted,
)

TODAY = date(2026, 11, 22)
DAY = "2026-06-01"
RUNNING = granted("2025-01-01", 4)
LAPSED = granted("2022-01-01", 4)

RECORDS = {
    State.NONE: [],
    State.VALID: [RUNNING],
    State.EXPIRING: [granted("2023-07-15", 4)],
    State.SUSPENDED: [RUNNING, event(SUSPENDED, "2026-01-01")],
    State.EXPIRED: [LAPSED],
    State.REVOKED: [RUNNING, event(REVOKED, "2026-01-01")],
    State.WITHDRAWN: [RUNNING, event(WITHDRAWN, "2026-01-01")],
    State.POTENTIAL: [event(PROPOSED, "2026-01-01", 5)],
    State.UNCONFIRMED: [granted(VagueDate.year(2023), 4)],
}

STARS = {GRANTED: 3, RERATED: 3, RENEWED: None}

# Rows: the condition; columns: proposed, granted, renewed, rerated, lifted, suspended, withdrawn,
# revoked. None is allowed. An extension needs days of its own: test_extensions.py.
OK = None
TABLE = {
    State.NONE: (
        OK, OK, NotInForce, NotInForce, NotSuspended, NotInForce, NotInForce, NotInForce,
    ),
    State.VALID: (OK, AlreadyInForce, OK, OK, NotSuspended, OK, OK, OK),
    State.EXPIRING: (OK, AlreadyInForce, OK, OK, NotSuspended, OK, OK, OK),
    State.SUSPENDED: (
        StillSuspended, StillSuspended, StillSuspended, StillSuspended, OK, StillSuspended, OK, OK,
    ),
    State.EXPIRED: (
        OK, OK, OK, NotInForce, NotSuspended, NotInForce, NotInForce, NotInForce,
    ),
    State.REVOKED: (
        OK, OK, AlreadyRevoked, AlreadyRevoked, NotSuspended, AlreadyRevoked, AlreadyRevoked,
        AlreadyRevoked,
    ),
    State.WITHDRAWN: (
        OK, OK, NotInForce, NotInForce, NotSuspended, NotInForce, NotInForce, NotInForce,
    ),
    State.POTENTIAL: (
        AlreadyProposed, OK, NotInForce, NotInForce, NotSuspended, NotInForce, OK, NotInForce,
    ),
    State.UNCONFIRMED: (OK, OK, OK, OK, NotSuspended, OK, OK, OK),
}  # fmt: skip

KINDS = [kind for kind in EventKind if kind not in (EventKind.EXTENDED, EventKind.ANNULLED)]
CELLS = [
    (before, kind, refused)
    for before, row in TABLE.items()
    for kind, refused in zip(KINDS, row, strict=True)
]


def new(kind, when=DAY, stars=None, reason="c", **rest):
    return event(kind, when, stars or STARS.get(kind), reason=reason, **rest)


@pytest.mark.parametrize("before", list(RECORDS))
def test_each_record_is_in_the_condition_it_stands_for(before):
    assert state(RECORDS[before], date.fromisoformat(DAY)).state is before


def test_the_table_has_a_row_for_every_condition():
    assert set(TABLE) == set(State) - {State.PENDING}


@pytest.mark.parametrize(("before", "kind", "refused"), CELLS)
def test_what_may_follow_what(before, kind, refused):
    if refused is None:
        check(RECORDS[before], new(kind), TODAY)
        return

    with pytest.raises(EventRefused) as no:
        check(RECORDS[before], new(kind), TODAY)

    assert type(no.value) is refused
    assert no.value.facts["kind"] is kind


@pytest.mark.parametrize(
    ("before", "named"), [(State.UNCONFIRMED, State.UNCONFIRMED), (State.EXPIRED, State.EXPIRED)]
)
def test_a_refusal_claims_no_state_that_is_not_known(before, named):
    with pytest.raises(NotSuspended) as no:
        check(RECORDS[before], new(LIFTED), TODAY)

    assert no.value.facts["state"] is named


@pytest.mark.parametrize("kind", [RENEWED, RERATED, SUSPENDED, REVOKED, WITHDRAWN])
def test_nothing_happens_to_a_paper_before_its_day(kind):
    with pytest.raises(EventBeforeGrant) as no:
        check([RUNNING], new(kind, "2024-06-01"), TODAY)

    assert no.value.facts == {"kind": kind, "granted": date(2025, 1, 1)}


def test_an_event_of_tomorrow_is_refused_and_one_of_today_is_not():
    check([RUNNING], new(SUSPENDED, "2026-11-22"), TODAY)

    with pytest.raises(EventInFuture) as no:
        check([RUNNING], new(SUSPENDED, "2026-11-23"), TODAY)

    assert no.value.facts == {"day": date(2026, 11, 23), "today": TODAY}


def test_nothing_happened_before_the_programme():
    check([], new(GRANTED, "2018-05-07"), TODAY)

    with pytest.raises(EventBeforeProgramme):
        check([], new(GRANTED, "2018-05-06"), TODAY)


@pytest.mark.parametrize("kind", [GRANTED, RENEWED, RERATED])
@pytest.mark.parametrize("stars", [1, 2, 6])
def test_certificates_exist_for_three_to_five_stars(kind, stars):
    with pytest.raises(StarsOutOfRange) as no:
        check([LAPSED], event(kind, DAY, stars), TODAY)

    assert no.value.facts == {"stars": stars, "levels": (3, 4, 5)}


@pytest.mark.parametrize("kind", [GRANTED, RERATED])
def test_a_grant_and_a_rerating_name_their_level(kind):
    with pytest.raises(StarsOutOfRange):
        check([RUNNING], event(kind, DAY), TODAY)


@pytest.mark.parametrize("reason", GROUNDS)
def test_a_revocation_names_a_ground_of_the_decision(reason):
    check([RUNNING], new(REVOKED, reason=reason), TODAY)


@pytest.mark.parametrize("reason", [None, "", "f", "A", "vi phạm"])
def test_a_revocation_on_no_ground_is_refused(reason):
    with pytest.raises(ReasonRequired) as no:
        check([RUNNING], new(REVOKED, reason=reason), TODAY)

    assert no.value.facts == {"reason": reason, "grounds": GROUNDS}


def test_a_rerating_gives_another_level():
    with pytest.raises(SameStars) as no:
        check([RUNNING], new(RERATED, stars=4), TODAY)

    assert no.value.facts == {"stars": 4}


def test_a_last_day_before_the_first_is_refused():
    with pytest.raises(LastDayBeforeStart):
        check([], granted(DAY, 3, last_day=date(2026, 5, 31)), TODAY)


def test_no_paper_is_good_for_longer_than_36_months():
    check([], granted(DAY, 3, last_day=date(2029, 6, 1)), TODAY)

    with pytest.raises(LastDayTooLate) as no:
        check([], granted(DAY, 3, last_day=date(2029, 6, 2)), TODAY)

    assert no.value.facts == {"last_day": date(2029, 6, 2), "latest": date(2029, 6, 1)}


def test_36_months_are_counted_from_the_signing():
    signed = date(2026, 1, 5)
    check([], granted(DAY, 3, decided_on=signed, last_day=date(2029, 1, 5)), TODAY)

    with pytest.raises(LastDayTooLate) as no:
        check([], granted(DAY, 3, decided_on=signed, last_day=date(2029, 1, 6)), TODAY)

    assert no.value.facts == {"last_day": date(2029, 1, 6), "latest": date(2029, 1, 5)}


@pytest.mark.parametrize("kind", [GRANTED, RENEWED, RERATED])
def test_no_paper_begins_after_its_term(kind):
    signed, last_day = date(2023, 5, 31), date(2026, 5, 31)
    earlier = [] if kind is GRANTED else [RUNNING]
    check(earlier, new(kind, "2026-05-31", decided_on=signed), TODAY)

    with pytest.raises(TermOverBeforeStart) as no:
        check(earlier, new(kind, decided_on=signed), TODAY)

    assert no.value.facts == {"day": date(2026, 6, 1), "signed": signed, "last_day": last_day}


def test_what_is_no_paper_has_no_term():
    check([RUNNING], new(SUSPENDED, decided_on=date(2023, 5, 31)), TODAY)


def test_a_late_record_is_judged_by_its_own_day():
    check([LAPSED], new(SUSPENDED, "2024-01-01"), TODAY)
    check([LAPSED], new(REVOKED, "2025-01-01"), TODAY)

    with pytest.raises(NotInForce):
        check([LAPSED], new(REVOKED, "2025-01-02"), TODAY)


def test_a_late_record_may_not_make_later_events_impossible():
    listed = [RUNNING, event(SUSPENDED, "2026-01-01"), event(LIFTED, "2026-03-01")]

    numbered = [replace(e, number=number) for number, e in enumerate(listed, 1)]
    with pytest.raises(ContradictsLaterEvent) as no:
        check(numbered, new(REVOKED, "2025-06-01"), TODAY)
    assert no.value.facts == {"kind": REVOKED, "later": 2}
    check(listed, new(RERATED, "2025-06-01"), TODAY)


def test_one_day_may_hold_a_suspension_and_its_lifting():
    morning = datetime(2026, 6, 1, 2, tzinfo=UTC)

    check([RUNNING, event(SUSPENDED, DAY, recorded_at=morning)], new(LIFTED), TODAY)


def test_where_an_unknown_day_allows_an_event_it_is_not_refused():
    check([granted(VagueDate.year(2023))], new(SUSPENDED), TODAY)

    with pytest.raises(NotInForce):
        check([granted(VagueDate.year(2022))], new(SUSPENDED), TODAY)


@given(st.lists(EXACT_EVENTS, max_size=6))
def test_a_checked_record_has_stars_only_after_a_grant_and_never_after_a_revocation(drawn):
    record: list[Event] = []
    for minute, one in enumerate(sorted(drawn, key=lambda e: e.effective.earliest)):
        # What is recorded later is stamped later: that order counts within a day.
        one = replace(one, recorded_at=datetime(2026, 11, 22, 3, minute, tzinfo=UTC))  # noqa: PLW2901
        try:
            check(record, one, TODAY)
        except EventRefused:
            continue
        record.append(one)

    last = dict.fromkeys(EventKind) | {e.kind: e for e in record}
    standing = state(record, TODAY)
    if standing.in_force:
        assert last[GRANTED] is not None
    if record and record[-1].kind is REVOKED:
        assert facet(standing.state) == "revoked"
