"""Decisions signed today that take effect later, and proposals that were answered."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.certificates.errors import (
    EffectBeforeSigning,
    EventInFuture,
    EventRefused,
    EventTooFarAhead,
    SignedInFuture,
)
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import ASSESSED_ONLY, Event, EventKind, Evidence
from certification.certificates.rules.precedence import best, warning
from certification.certificates.rules.state import State, state
from certification.certificates.rules.transitions import check
from tests.certification.certificates.rules.events import (
    DAYS,
    EXACT_EVENTS,
    GRANTED,
    PROPOSED,
    RENEWED,
    RERATED,
    REVOKED,
    SUSPENDED,
    VAGUE_EVENTS,
    event,
    granted,
)

TODAY = date(2026, 11, 22)
RUNNING = granted("2025-01-01", 4)
SIGNED = {"decided_on": TODAY}


def on_day(day, *listed):
    return state(listed, date.fromisoformat(day))


def test_a_decision_signed_today_may_take_effect_next_month():
    revoked = event(REVOKED, "2026-12-22", reason="c", **SIGNED)
    check([RUNNING], revoked, TODAY)

    assert on_day("2026-12-21", RUNNING, revoked).state is State.VALID
    assert on_day("2026-11-22", RUNNING, revoked).change_on == date(2026, 12, 22)
    # The term is the paper's; how long it is good is no longer promised to its end.
    assert on_day("2026-11-22", RUNNING, revoked).until == VagueDate.exact(date(2028, 1, 1))
    assert on_day("2026-11-22", RUNNING, revoked).good_until == VagueDate.exact(date(2026, 12, 21))
    assert on_day("2026-11-22", RUNNING).ends_on is None
    assert on_day("2026-12-22", RUNNING, revoked).state is State.REVOKED


@pytest.mark.parametrize(
    ("day", "signed", "refused"),
    [
        ("2026-12-22", None, EventInFuture),
        ("2026-12-22", "2026-11-23", SignedInFuture),
        ("2026-11-20", "2026-11-21", EffectBeforeSigning),
        ("2027-11-23", "2026-11-22", EventTooFarAhead),
    ],
)
def test_without_a_decision_signed_by_now_and_soon_it_is_refused(day, signed, refused):
    signed_on = date.fromisoformat(signed) if signed else None

    with pytest.raises(refused):
        check([RUNNING], event(SUSPENDED, day, decided_on=signed_on), TODAY)


def test_what_is_to_come_stands_in_no_acts_way():
    suspended = event(SUSPENDED, "2026-12-22", **SIGNED)

    check([RUNNING, suspended], event(REVOKED, "2026-11-22", reason="c"), TODAY)


UNSURE = granted(VagueDate.year(2023), 5)


@pytest.mark.parametrize("kind", [REVOKED, SUSPENDED, RENEWED, RERATED])
def test_an_act_to_come_confirms_no_paper_today(kind):
    act = event(kind, "2026-12-20", 4, reason="c", **SIGNED)
    check([UNSURE], act, TODAY)

    standing = on_day("2026-11-22", UNSURE, act)

    assert standing.state is State.UNCONFIRMED
    assert as_told(standing) == as_told(on_day("2026-11-22", UNSURE))
    assert on_day("2026-12-19", UNSURE, act).state is State.UNCONFIRMED
    assert standing.change_on == date(2026, 12, 20)


def test_but_it_does_from_its_own_day():
    act = event(SUSPENDED, "2026-12-20", **SIGNED)

    assert on_day("2026-12-20", UNSURE, act).state is State.SUSPENDED


def as_told(standing):
    """All that is told of a day; that nothing is recorded and that nothing began are alike."""
    state = State.NONE if standing.state is State.PENDING else standing.state
    issued = None if standing.state is State.PENDING else standing.issued
    return replace(standing, state=state, issued=issued, change_on=None, ends_on=None)


def accepted(drawn, today, listed=()):
    """Those of the events that the rules take, one after another."""
    listed = list(listed)
    for act in drawn:
        numbered = replace(act, number=len(listed) + 1)
        with suppress(EventRefused):
            check(listed, numbered, today)
            listed.append(numbered)
    return listed


NEAR = st.integers(-900, 360).map(lambda days: VagueDate.exact(TODAY + timedelta(days=days)))
ACTS = st.builds(
    Event,
    kind=st.sampled_from([*EventKind]),
    effective=NEAR | st.just(VagueDate.exact(TODAY)),
    stars=st.sampled_from([3, 4, 5]),
    reason=st.just("c"),
    decision=st.sampled_from([None, "1/QĐ"]),
    last_day=st.none() | st.dates(TODAY, TODAY + timedelta(days=500)),
)
SIGNED_ACTS = ACTS.map(
    lambda act: replace(act, decided_on=min(TODAY, act.effective.earliest) - timedelta(days=5))
)
FIRST = st.sampled_from([2022, 2023, 2024]).map(lambda year: granted(VagueDate.year(year)))


@given(FIRST, st.lists(SIGNED_ACTS, max_size=5), st.integers(-400, 400))
@settings(max_examples=150, deadline=None)
def test_an_accepted_act_changes_nothing_before_its_day(first, acts, days):
    record, at = accepted(acts, TODAY, [first]), TODAY + timedelta(days=days)
    begun = [e for e in record if e.effective.earliest <= at]

    assert as_told(state(record, at)) == as_told(state(begun, at))


@given(st.lists(EXACT_EVENTS | VAGUE_EVENTS, max_size=2), st.lists(EXACT_EVENTS, max_size=2), DAYS)
@settings(max_examples=100, deadline=None)
def test_nor_does_any_other(listed, acts, at):
    later = [act for act in acts if act.effective.earliest > at]

    assert as_told(state([*listed, *later], at)) == as_told(state(listed, at))


@given(FIRST, st.lists(SIGNED_ACTS, max_size=5), st.floats(0, 1))
@settings(max_examples=150, deadline=None)
def test_nothing_is_promised_longer_than_what_is_on_record_lets_it_be(first, acts, part):
    record = accepted(acts, TODAY, [first])
    promised = state(record, TODAY)
    if not promised.in_force:
        return
    end = promised.good_until.earliest
    day = TODAY + timedelta(days=int((end - TODAY).days * part))

    for standing in (state(record, day), state(record, end)):
        assert (standing.in_force, standing.stars) == (True, promised.stars)


@pytest.mark.parametrize(
    ("act", "good_until"),
    [
        (event(RERATED, "2026-12-01", 3, **SIGNED), "2026-11-30"),
        (event(RERATED, "2026-12-01", 5, **SIGNED), "2026-11-30"),
        (event(RENEWED, "2027-02-01", 3, last_day=date(2027, 12, 31), **SIGNED), "2027-01-31"),
        (event(RENEWED, "2027-02-01", 4, last_day=date(2027, 12, 31), **SIGNED), "2027-12-31"),
        (event(RENEWED, "2027-02-01", 4, **SIGNED), "2028-01-01"),
    ],
)
def test_a_level_is_promised_only_to_the_act_that_changes_it(act, good_until):
    check([RUNNING], act, TODAY)

    standing = on_day("2026-11-22", RUNNING, act)

    assert standing.good_until == VagueDate.exact(date.fromisoformat(good_until))


def test_a_change_of_stars_alone_is_a_change_for_lists():
    rerated = event(RERATED, "2026-12-22", 3, **SIGNED)

    assert on_day("2026-11-22", RUNNING, rerated).change_on == date(2026, 12, 22)


def test_a_term_is_counted_from_the_day_of_signing():
    paper = granted("2026-12-22", 4, **SIGNED)

    assert on_day("2026-12-22", paper).until == VagueDate.exact(date(2029, 11, 22))
    assert on_day("2026-12-22", paper).issued == VagueDate.exact(date(2026, 12, 22))


@pytest.mark.parametrize(
    "answer",
    [
        event(GRANTED, "2024-06-01", 5),
        event(RENEWED, "2024-06-01", 4),
        event(RERATED, "2024-06-01", 5, decision="377/QĐ"),
        event(RERATED, "2024-06-01", 3),
    ],
)
def test_an_answered_proposal_never_comes_back(answer):
    listed = [granted("2023-06-01", 4), event(PROPOSED, "2024-01-01", 5), answer]

    assert on_day("2030-01-01", *listed).state is State.EXPIRED


def test_nor_does_it_when_another_certificate_answered_it():
    proposed = on_day("2028-01-01", event(PROPOSED, VagueDate.year(2023), 5))
    lapsed = on_day("2028-01-01", granted(VagueDate.year(2023), 5))
    older = on_day("2028-01-01", granted("2019-06-01", 4))

    assert best([proposed, lapsed]).state is State.EXPIRED
    assert best([proposed, older]).state is State.POTENTIAL


def test_a_proposal_does_not_hide_a_revocation():
    listed = [RUNNING, event(REVOKED, "2025-06-01", reason="c"), event(PROPOSED, "2026-01-01", 5)]

    assert on_day("2026-11-22", *listed).state is State.REVOKED


def test_an_assessment_gives_no_paper_and_hides_none():
    assessed = granted("2026-01-01", 3, evidence=Evidence.ASSESSED)
    standing = on_day("2040-01-01", assessed)

    assert (standing.state, standing.reason, standing.until) == (
        State.UNCONFIRMED,
        ASSESSED_ONLY,
        None,
    )
    assert on_day("2026-11-22", RUNNING, assessed).state is State.VALID
    revoked = event(REVOKED, "2025-06-01", reason="c")
    assert on_day("2026-11-22", RUNNING, revoked, assessed).state is State.REVOKED
    check([assessed], event(GRANTED, "2026-06-01", 3), TODAY)


PROVINCE = on_day("2026-11-22", RUNNING)
NATION = on_day("2026-11-22", granted("2024-06-01", 5), event(REVOKED, "2026-03-01", reason="c"))


def test_a_revocation_for_safety_is_heard_beside_a_running_paper():
    assert best([PROVINCE, NATION]) == PROVINCE
    assert warning([PROVINCE, NATION]) == NATION
    assert warning([NATION]) == NATION


def test_nor_does_it_return_when_the_paper_given_after_it_ends():
    lapsed = on_day("2026-11-22", granted("2026-03-02", 4, last_day=date(2026, 8, 1)))
    closed = on_day(
        "2026-11-22", granted("2026-03-02", 4), event(REVOKED, "2026-09-01", reason="đ")
    )
    earlier = on_day("2026-11-22", granted("2026-02-02", 4, last_day=date(2026, 8, 1)))
    assessed = on_day("2026-11-22", granted("2026-03-02", 4, evidence=Evidence.ASSESSED))

    assert warning([lapsed, NATION]) is None
    assert warning([closed, NATION]) is None
    assert warning([earlier, NATION]) == NATION
    assert warning([assessed, NATION]) == NATION


@pytest.mark.parametrize("ground", ["b", "đ", "e"])
def test_other_grounds_do_not_concern_buyers(ground):
    revoked = on_day("2026-11-22", RUNNING, event(REVOKED, "2026-03-01", reason=ground))

    assert warning([PROVINCE, revoked]) is None


@pytest.mark.parametrize(
    ("anew", "is_warned"),
    [
        (granted("2026-03-02", 4), False),
        (granted("2026-03-01", 4), True),
        (granted(VagueDate(date(2026, 1, 1), date(2026, 11, 1)), 4), True),
    ],
)
def test_who_was_recognised_anew_for_certain_is_not_warned_of(anew, is_warned):
    assert (warning([on_day("2026-11-22", anew), NATION]) is not None) == is_warned
