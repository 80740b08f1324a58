"""Extension of a term until the re-evaluation's result: Điều 12.3 of Decision 26/2026/QĐ-TTg."""

from datetime import date

import pytest

from certification.certificates.errors import (
    AlreadyRevoked,
    ExtensionBeforeRule,
    ExtensionNotLonger,
    ExtensionTooLong,
    LastDayBeforeStart,
    LastDayRequired,
    NotInForce,
    PaperEndUnknown,
    StillSuspended,
)
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.state import State, state
from certification.certificates.rules.transitions import check
from tests.certification.certificates.rules.events import (
    EXTENDED,
    RENEWED,
    REVOKED,
    SUSPENDED,
    event,
    granted,
)

TODAY = date(2026, 11, 22)
PAPER = granted("2023-10-01", 4, decision="86/QĐ-UBND")  # through 01/10/2026


def extended(day, last_day=None, **rest):
    last = date.fromisoformat(last_day) if last_day else None
    return event(EXTENDED, day, last_day=last, decision="5/QĐ-UBND", **rest)


LONGER = extended("2026-09-20", "2027-02-01")


def on_day(day, *listed):
    return state(listed, date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-09-20", "2026-10-02"])
def test_an_extended_paper_stays_good_through_its_new_last_day(day):
    listed = [PAPER, extended(day, "2027-02-01")]

    assert on_day("2027-02-01", *listed).in_force
    assert on_day("2027-02-02", *listed).state is State.EXPIRED
    standing = on_day("2026-11-22", *listed)
    assert (standing.until, standing.issued) == (
        VagueDate.exact(date(2027, 2, 1)),
        VagueDate.exact(date(2023, 10, 1)),
    )
    assert standing.paper == "86/QĐ-UBND"


def test_a_late_extension_does_not_fill_the_days_before_it():
    listed = [PAPER, extended("2026-10-20", "2027-02-01")]

    assert on_day("2026-10-10", *listed).state is State.EXPIRED
    assert on_day("2026-10-20", *listed).in_force


def test_the_result_of_the_re_evaluation_begins_a_new_term():
    listed = [PAPER, extended("2026-09-20", "2027-02-01"), event(RENEWED, "2026-12-01", 4)]

    assert on_day("2027-03-01", *listed).until == VagueDate.exact(date(2029, 12, 1))


def test_an_extension_of_a_year_only_paper_has_a_certain_end():
    listed = [granted(VagueDate.year(2023)), extended("2026-11-01", "2027-02-01")]

    standing = on_day("2026-11-22", *listed)
    assert (standing.state, standing.until) == (State.EXPIRING, VagueDate.exact(date(2027, 2, 1)))


@pytest.mark.parametrize(
    ("listed", "new", "refused"),
    [
        ([PAPER], extended("2026-09-20"), LastDayRequired),
        ([PAPER], extended("2026-09-20", "2026-10-01"), ExtensionNotLonger),
        ([PAPER], extended("2026-09-20", "2027-03-31"), ExtensionTooLong),
        ([PAPER], extended("2026-05-21", "2027-02-01"), ExtensionBeforeRule),
        ([PAPER], extended("2026-10-20", "2026-10-15"), LastDayBeforeStart),
        ([], extended("2026-09-20", "2027-02-01"), NotInForce),
        ([PAPER, event(SUSPENDED, "2026-01-01")], LONGER, StillSuspended),
        ([PAPER, event(REVOKED, "2026-01-01")], LONGER, AlreadyRevoked),
        # However often: 180 days from the paper's own end.
        (
            [PAPER, extended("2026-09-20", "2027-02-01")],
            extended("2026-11-01", "2027-03-31"),
            ExtensionTooLong,
        ),
    ],
)  # fmt: skip
def test_what_is_no_extension_is_refused(listed, new, refused):
    with pytest.raises(refused):
        check(listed, new, TODAY)


def test_180_days_are_the_most():
    check([PAPER], extended("2026-09-20", "2027-03-30"), TODAY)
    check(
        [PAPER, extended("2026-09-20", "2027-02-01")], extended("2026-11-01", "2027-03-30"), TODAY
    )

    with pytest.raises(ExtensionTooLong) as no:
        check([PAPER], extended("2026-09-20", "2027-03-31"), TODAY)
    assert no.value.facts == {"last_day": date(2027, 3, 31), "latest": date(2027, 3, 30)}


SOME_DAY = granted(VagueDate.between(date(2018, 5, 7), date(2026, 11, 1)))
IN_2025 = granted(VagueDate.year(2025))  # ends on a day of 2028
IN_SEPTEMBER = granted(VagueDate.month(2023, 9))  # ends on a day of September 2026


@pytest.mark.parametrize(
    ("paper", "last_day"),
    [
        (SOME_DAY, "2027-01-01"),  # may have lapsed in 2021
        (IN_2025, "2028-07-01"),  # may be good for longer
        (IN_2025, "2029-01-01"),  # may be more than 180 days
        (IN_SEPTEMBER, "2027-03-01"),
    ],
)
def test_an_end_that_nobody_knows_is_recorded_before_it_is_extended(paper, last_day):
    with pytest.raises(PaperEndUnknown) as no:
        check([paper], extended("2026-11-01", last_day), TODAY)
    assert no.value.facts == {"last_day": date.fromisoformat(last_day)}


def test_bounds_that_make_no_difference_are_enough():
    check([IN_SEPTEMBER], extended("2026-09-20", "2027-02-28"), TODAY)
    with pytest.raises(ExtensionTooLong):
        check([IN_2025], extended("2026-11-01", "2029-06-30"), TODAY)


def test_a_printed_last_day_is_enough_whenever_the_paper_was_given():
    printed = granted(VagueDate.year(2023), last_day=date(2026, 10, 1))

    check([printed], extended("2026-09-20", "2027-03-30"), TODAY)
    with pytest.raises(ExtensionTooLong):
        check([printed], extended("2026-09-20", "2027-03-31"), TODAY)
