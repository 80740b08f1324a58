from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.certificates.rules.dates import VagueDate, last_valid_day
from certification.certificates.rules.state import (
    EventKind,
    Standing,
    State,
    best,
    facet,
    known_at,
    state,
)
from tests.certification.certificates.rules.events import (
    CLOSE_DAYS,
    DAYS,
    EXACT_EVENTS,
    LIFTED,
    PROPOSED,
    RENEWED,
    RERATED,
    REVOKED,
    SUSPENDED,
    VAGUE_EVENTS,
    WITHDRAWN,
    event,
    events,
    granted,
    on,
    vague_dates,
)
from tests.certification.certificates.rules.readings import facet_by_every_reading

PAPER = granted("2024-03-15", 4, decision="86/QĐ-UBND")


def on_day(listed, day: str) -> Standing:
    return state(listed, date.fromisoformat(day))


def states(listed, *days: str) -> list[str]:
    return [on_day(listed, day).state for day in days]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-03-14", State.PENDING),
        ("2024-03-15", State.VALID),
        ("2026-12-14", State.VALID),
        ("2026-12-15", State.EXPIRING),
        ("2027-03-15", State.EXPIRING),
        ("2027-03-16", State.EXPIRED),
    ],
)
def test_a_paper_is_good_from_its_day_through_the_36th_month(day, expected):
    assert on_day([PAPER], day).state is expected


def test_a_standing_tells_level_days_and_decision():
    assert on_day([PAPER], "2025-01-01") == Standing(
        State.VALID,
        stars=4,
        since=on("2024-03-15"),
        until=on("2027-03-15"),
        decision="86/QĐ-UBND",
        change_on=date(2027, 3, 16),
        issued=on("2024-03-15"),
    )


def test_an_expired_paper_keeps_its_level_but_counts_no_star():
    expired = on_day([PAPER], "2027-03-16")

    assert (expired.stars, expired.counts_stars, expired.change_on) == (4, False, None)
    assert expired.since == on("2027-03-16")


@pytest.mark.parametrize("months", range(1, 37))
def test_a_printed_last_day_overrides_36_months(months):
    last = last_valid_day(date(2024, 3, 15), months)
    paper = [granted("2024-03-15", last_day=last)]

    assert state(paper, last).in_force
    assert state(paper, last + timedelta(days=1)).state is State.EXPIRED
    assert state(paper, date(2024, 3, 15)).change_on == last + timedelta(days=1)


def test_a_last_day_before_the_first_leaves_nothing_in_force():
    assert states([granted("2024-03-15", last_day=date(2024, 1, 1))], "2024-03-15") == ["expired"]


def test_no_events_are_no_certificate():
    assert on_day([], "2025-01-01") == Standing(State.NONE)


def test_a_suspension_takes_the_stars_until_it_is_lifted():
    listed = [PAPER, event(SUSPENDED, "2025-01-01", decision="9/QĐ"), event(LIFTED, "2025-02-01")]

    assert states(listed, "2024-12-31", "2025-01-01", "2025-02-01") == [
        "valid",
        "suspended",
        "valid",
    ]
    assert on_day(listed, "2025-01-15").decision == "9/QĐ"
    assert on_day(listed, "2025-01-15").change_on == date(2025, 2, 1)
    assert on_day(listed, "2025-02-01").decision == "86/QĐ-UBND"


def test_a_suspended_paper_expires_and_a_late_lifting_does_not_revive_it():
    listed = [PAPER, event(SUSPENDED, "2027-01-01"), event(LIFTED, "2027-06-01")]

    assert states(listed, "2027-03-15", "2027-03-16", "2027-06-01") == [
        "suspended",
        "expired",
        "expired",
    ]


def test_of_one_day_what_was_recorded_later_stands():
    morning, evening = (datetime(2025, 1, 1, hour, tzinfo=UTC) for hour in (2, 9))
    suspended = event(SUSPENDED, "2025-01-01", recorded_at=morning)
    lifted = event(LIFTED, "2025-01-01", recorded_at=evening)

    assert states([lifted, suspended, PAPER], "2025-01-01") == ["valid"]


def test_of_one_day_recorded_at_once_the_graver_stands():
    listed = [event(REVOKED, "2024-03-15", reason="a"), PAPER]

    assert states(listed, "2024-03-15") == ["revoked"]


def test_a_revocation_ends_the_paper_for_good():
    listed = [PAPER, event(REVOKED, "2025-01-01", decision="9/QĐ", reason="c")]
    later = [event(LIFTED, "2025-02-01"), event(RENEWED, "2025-03-01", 5)]

    revoked = on_day(listed + later, "2028-01-01")

    assert (revoked.state, revoked.reason, revoked.decision) == ("revoked", "c", "9/QĐ")
    assert (revoked.since, revoked.stars, revoked.change_on) == (on("2025-01-01"), 4, None)


def test_only_a_new_grant_follows_a_revocation():
    listed = [PAPER, event(REVOKED, "2025-01-01"), granted("2026-01-01", 3)]

    assert on_day(listed, "2026-01-01").stars == 3
    assert on_day(listed, "2026-01-01").printed_stars is None
    assert on_day(listed, "2026-01-01").in_force


def test_a_renewal_before_the_end_starts_a_new_term_on_its_own_day():
    listed = [PAPER, event(RENEWED, "2026-12-01")]

    renewed = on_day(listed, "2027-03-16")

    assert (renewed.state, renewed.stars, renewed.until) == ("valid", 4, on("2029-12-01"))
    assert (renewed.issued, renewed.printed_stars) == (on("2026-12-01"), None)


def test_a_renewal_after_the_end_leaves_the_gap():
    listed = [PAPER, event(RENEWED, "2027-06-01", 3)]

    assert states(listed, "2027-03-16", "2027-06-01") == ["expired", "valid"]
    assert on_day(listed, "2027-06-01").printed_stars == 4
    assert on_day(listed, "2027-03-16").change_on == date(2027, 6, 1)


def test_a_renewal_does_not_lift_a_suspension_of_the_running_paper():
    listed = [PAPER, event(SUSPENDED, "2026-01-01"), event(RENEWED, "2026-12-01")]

    assert states(listed, "2026-12-01", "2029-12-01", "2029-12-02") == [
        "suspended",
        "suspended",
        "expired",
    ]


def test_an_upgrade_by_its_own_decision_is_a_new_paper():
    listed = [PAPER, event(RERATED, "2026-01-01", 5, decision="1/QĐ-BNNMT")]

    upgraded = on_day(listed, "2026-06-01")

    assert (upgraded.stars, upgraded.printed_stars, upgraded.until) == (5, 4, on("2029-01-01"))
    assert (upgraded.issued, upgraded.decision) == (on("2026-01-01"), "1/QĐ-BNNMT")


@pytest.mark.parametrize(("stars", "decision"), [(3, "1/QĐ-UBND"), (3, None), (5, None)])
def test_any_other_rerating_leaves_the_term(stars, decision):
    listed = [PAPER, event(RERATED, "2026-01-01", stars, decision=decision)]

    rerated = on_day(listed, "2026-06-01")

    assert (rerated.stars, rerated.printed_stars) == (stars, 4)
    assert (rerated.issued, rerated.until) == (on("2024-03-15"), on("2027-03-15"))


def test_a_proposal_for_five_stars_is_no_star():
    potential = on_day([event(PROPOSED, "2025-01-01", 5, decision="7/QĐ")], "2025-01-01")

    assert (potential.state, potential.stars, potential.counts_stars) == ("potential", 5, False)
    assert (potential.decision, potential.issued) == ("7/QĐ", None)


def test_a_proposal_waits_behind_a_running_paper():
    listed = [PAPER, event(PROPOSED, "2026-01-01", 5)]

    assert states(listed, "2026-01-01", "2027-03-16") == ["valid", "potential"]
    assert on_day(listed, "2026-01-01").change_on == date(2027, 3, 16)


def test_a_grant_answers_the_proposal():
    listed = [event(PROPOSED, "2023-01-01", 5), PAPER]

    assert states(listed, "2024-03-14", "2024-03-15", "2027-03-16") == [
        "potential",
        "valid",
        "expired",
    ]


def test_a_paper_given_back_is_filed_with_the_revoked():
    standing = on_day([PAPER, event(WITHDRAWN, "2025-01-01")], "2025-01-01")

    assert standing.state is State.WITHDRAWN
    assert facet(standing.state) == "revoked"


def test_a_level_without_certificate_grants_nothing():
    assert states([granted("2024-03-15", 2)], "2025-01-01") == ["none"]


def test_a_revocation_alone_is_told_though_the_grant_is_unknown():
    assert states([event(REVOKED, "2025-01-01", 4)], "2025-01-01") == ["revoked"]
    assert on_day([event(REVOKED, "2025-01-01", 4)], "2025-01-01").stars == 4


@pytest.mark.parametrize(
    ("day", "expected", "changes"),
    [
        ("2023-12-31", State.PENDING, "2024-01-01"),
        ("2024-01-01", State.UNCONFIRMED, "2024-12-31"),
        ("2024-12-30", State.UNCONFIRMED, "2024-12-31"),
        ("2024-12-31", State.VALID, "2027-01-02"),
        ("2027-01-01", State.VALID, "2027-01-02"),
        ("2027-01-02", State.UNCONFIRMED, "2028-01-01"),
        ("2027-12-31", State.UNCONFIRMED, "2028-01-01"),
        ("2028-01-01", State.EXPIRED, None),
    ],
)
def test_a_grant_of_a_known_year_is_valid_only_while_all_its_days_agree(day, expected, changes):
    standing = on_day([granted(VagueDate.year(2024))], day)

    assert standing.state is expected
    assert standing.change_on == (date.fromisoformat(changes) if changes else None)


def test_an_unconfirmed_paper_keeps_its_level_and_tells_its_bounds():
    standing = on_day([granted(VagueDate.year(2023), decision="86/QĐ-UBND")], "2026-11-22")

    assert standing == Standing(
        State.UNCONFIRMED,
        stars=4,
        since=VagueDate.year(2023),
        until=VagueDate.year(2026),
        decision="86/QĐ-UBND",
        change_on=date(2027, 1, 1),
        issued=VagueDate.year(2023),
    )


def test_what_a_source_reports_had_happened_when_we_recorded_it():
    recorded = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)  # 22 November in Vietnam
    listed = [granted(VagueDate.year(2026), recorded_at=recorded)]

    assert states(listed, "2026-11-21", "2026-11-22") == ["unconfirmed", "valid"]
    assert on_day(listed, "2026-11-22").until == VagueDate(date(2029, 1, 1), date(2029, 11, 22))


def test_a_span_wider_than_a_term_is_never_valid():
    listed = [granted(VagueDate(date(2018, 5, 7), date(2026, 11, 22)))]

    assert states(listed, "2018-05-07", "2026-11-22", "2029-11-23") == [
        "unconfirmed",
        "unconfirmed",
        "expired",
    ]


def test_near_the_end_of_some_readings_the_paper_is_still_valid():
    listed = [granted(VagueDate.month(2024, 3))]

    assert states(listed, "2026-12-10", "2027-01-15") == ["valid", "expiring"]


def test_order_by_law_dates_vague_events():
    listed = [granted(VagueDate.year(2024)), event(REVOKED, VagueDate.year(2024), reason="d")]

    assert states(listed, "2024-12-31") == ["revoked"]


def test_a_suspension_narrows_the_day_of_the_grant():
    listed = [
        granted(VagueDate(date(2019, 1, 1), date(2026, 1, 1))),
        event(SUSPENDED, "2025-06-01"),
    ]

    assert states(listed, "2025-06-01") == ["suspended"]
    assert on_day(listed, "2025-06-01").until == VagueDate(date(2025, 6, 1), date(2028, 6, 1))


def test_an_unknown_day_of_rerating_leaves_the_lower_level():
    listed = [PAPER, event(RERATED, VagueDate.year(2025), 3)]

    standing = on_day(listed, "2025-06-01")

    assert (standing.state, standing.stars, standing.printed_stars) == ("valid", 3, 4)


def test_more_ways_than_can_be_told_apart_are_unconfirmed():
    wide = VagueDate(date(2019, 1, 1), date(2026, 1, 1))
    listed = [granted(wide), *(event(kind, wide, 3) for kind in EventKind)]

    assert on_day(listed, "2030-01-01").state is State.UNCONFIRMED


def test_what_was_known_at_a_moment_leaves_out_what_came_later():
    revoked = event(REVOKED, "2025-01-01", recorded_at=datetime(2025, 3, 1, tzinfo=UTC))
    old = replace(PAPER, recorded_at=None)

    assert known_at([old, revoked], datetime(2025, 2, 1, tzinfo=UTC)) == (old,)
    assert known_at([old, revoked], datetime(2025, 3, 1, tzinfo=UTC)) == (old, revoked)


@given(st.lists(EXACT_EVENTS | VAGUE_EVENTS, max_size=3), DAYS)
def test_any_list_of_events_has_a_state(listed, at):
    standing = state(listed, at)

    assert standing.stars in (0, 3, 4, 5)
    assert standing.stars or not standing.in_force


@given(st.lists(EXACT_EVENTS, max_size=4), DAYS)
def test_the_order_in_which_events_are_given_does_not_matter(listed, at):
    assert len({state(order, at) for order in permutations(listed)}) == 1


@given(st.lists(VAGUE_EVENTS, max_size=2), DAYS)
@settings(max_examples=60)
def test_the_order_does_not_matter_for_unknown_days_either(listed, at):
    assert state(listed, at) == state(listed[::-1], at)


@given(st.lists(EXACT_EVENTS, max_size=5), DAYS, DAYS)
def test_what_is_revoked_is_not_in_force_until_granted_again(listed, revoked, at):
    later_grants = [e for e in listed if e.kind is EventKind.GRANTED]
    kept = [e for e in listed if e not in later_grants or e.effective.latest < revoked]
    kept.append(event(REVOKED, VagueDate.exact(revoked)))

    assert at < revoked or not state(kept, at).in_force


@given(st.lists(EXACT_EVENTS, max_size=4), DAYS, DAYS)
def test_a_suspension_never_adds_stars(listed, suspended, at):
    before = state(listed, at)
    after = state([*listed, event(SUSPENDED, VagueDate.exact(suspended))], at)

    assert before.counts_stars >= after.counts_stars


@given(st.lists(EXACT_EVENTS, max_size=4) | st.lists(VAGUE_EVENTS, max_size=2), DAYS)
def test_what_lists_show_stays_until_the_day_of_change_and_differs_on_it(listed, at):
    standing = state(listed, at)
    now = in_lists(standing)
    end = standing.change_on or at + timedelta(days=4000)

    for days in {1, 2, 30, (end - at).days // 2, (end - at).days - 1}:
        day = at + timedelta(days=days)
        assert day >= end or day < at or in_lists(state(listed, day)) == now
    if standing.change_on is not None:
        assert in_lists(state(listed, standing.change_on)) != now


def in_lists(standing):
    """What lists filter, count and sort by."""
    newest = standing.issued.earliest if standing.issued else None
    return facet(standing.state), standing.stars, None if standing.state == "pending" else newest


NARROW = events(
    st.builds(
        lambda day, n: VagueDate(day, day + timedelta(days=n)), CLOSE_DAYS, st.integers(0, 3)
    ),
    st.none(),
)


@given(st.lists(NARROW, min_size=1, max_size=3), CLOSE_DAYS | DAYS)
def test_unknown_days_amount_to_every_sensible_choice_of_days(listed, at):
    assert facet(state(listed, at).state) == facet_by_every_reading(listed, at)


ONE_WIDE = st.tuples(
    events(vague_dates(1600), st.none()),
    events(DAYS.map(VagueDate.exact), st.none()),
)


@given(ONE_WIDE, DAYS)
@settings(max_examples=60)
def test_so_does_a_day_unknown_within_years(listed, at):
    assert facet(state(listed, at).state) == facet_by_every_reading(listed, at)


@given(vague_dates(2000), DAYS, st.none() | DAYS, st.integers(0, 2000))
def test_valid_on_a_vague_day_is_in_force_on_each_of_its_days(when, at, last_day, offset):
    dated = state([granted(when, last_day=last_day)], at)
    day = min(when.earliest + timedelta(days=offset), when.latest)

    one = state([granted(VagueDate.exact(day), last_day=last_day)], at)

    assert not dated.in_force or one.in_force
    assert dated.in_force or dated.state is State.UNCONFIRMED or not one.in_force


def standing_of(*listed) -> Standing:
    return on_day(listed, "2026-11-22")


VALID4 = standing_of(granted("2025-01-01", 4))
VALID5 = standing_of(granted("2024-06-01", 5))
OLD = standing_of(granted("2020-01-01", 5))
UNSURE = standing_of(granted(VagueDate.year(2023), 4))
POTENTIAL = standing_of(event(PROPOSED, "2024-01-01", 5))
REVOKED_2025 = standing_of(granted("2024-01-01"), event(REVOKED, "2025-01-01"))
REVOKED_2021 = standing_of(granted("2020-01-01"), event(REVOKED, "2021-01-01"))
SUSPENDED_2025 = standing_of(granted("2024-01-01"), event(SUSPENDED, "2025-06-01"))


@pytest.mark.parametrize(
    ("of", "speaks"),
    [
        ([VALID4, VALID5], VALID5),
        ([VALID4, REVOKED_2025], VALID4),
        ([OLD, REVOKED_2025], REVOKED_2025),
        ([REVOKED_2021, UNSURE], UNSURE),
        ([UNSURE, REVOKED_2025], REVOKED_2025),
        ([UNSURE, SUSPENDED_2025], SUSPENDED_2025),
        ([OLD, UNSURE, POTENTIAL], POTENTIAL),
        ([OLD, Standing(State.NONE), Standing(State.PENDING)], OLD),
        ([Standing(State.NONE), Standing(State.PENDING)], Standing(State.PENDING)),
        ([], Standing(State.NONE)),
    ],
)
def test_of_several_certificates_the_one_in_force_or_else_the_newest_act_speaks(of, speaks):
    for order in permutations(of):
        assert replace(best(order), change_on=None) == replace(speaks, change_on=None)


def test_a_product_is_looked_at_again_when_any_certificate_may_change():
    assert best([VALID4, VALID5]).change_on == date(2027, 6, 2)
    assert best([VALID4, UNSURE]).change_on == date(2027, 1, 1)


def test_every_state_has_a_facet():
    assert {facet(s) for s in State} == {
        "valid",
        "unconfirmed",
        "potential",
        "suspended",
        "expired",
        "revoked",
        "none",
    }
