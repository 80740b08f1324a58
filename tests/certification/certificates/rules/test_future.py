"""Decisions signed today that take effect later, and proposals that were answered."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.certificates.errors import (
    EffectBeforeSigning,
    EventInFuture,
    EventTooFarAhead,
    SignedInFuture,
)
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import ASSESSED_ONLY, Evidence
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


@given(st.lists(EXACT_EVENTS, max_size=4), EXACT_EVENTS, DAYS)
@settings(max_examples=100, deadline=None)
def test_an_act_changes_nothing_before_its_day(listed, act, at):
    day = act.effective.earliest
    if at >= day:
        at = day - timedelta(days=1)

    assert_same = state(listed, at), state([*listed, act], at)
    without, future = ((s.state, s.stars, s.until, s.decision) for s in assert_same)
    assert without == future or (without[0], future[0]) == (State.NONE, State.PENDING)


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
