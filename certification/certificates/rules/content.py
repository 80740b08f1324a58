"""Validation of what an event itself says: its days, its level, its ground, its last day."""

from datetime import date, timedelta

from certification.certificates.errors import (
    EffectBeforeSigning,
    EventBeforeProgramme,
    EventInFuture,
    EventTooFarAhead,
    ExtensionBeforeRule,
    ExtensionNotLonger,
    ExtensionTooLong,
    LastDayBeforeStart,
    LastDayRequired,
    LastDayTooLate,
    PaperEndUnknown,
    ReasonRequired,
    SignedInFuture,
    StarsOutOfRange,
    TermOverBeforeStart,
)
from certification.certificates.rules.authority import PROGRAMME_START
from certification.certificates.rules.dates import VagueDate, add_months, last_valid_day
from certification.certificates.rules.events import GROUNDS, LEVELS, Event, EventKind

EXTENSION_START = date(2026, 5, 22)  # Decision 26/2026/QĐ-TTg
LONGEST_EXTENSION = timedelta(days=180)  # Điều 12.3
MONTHS_AHEAD = 12

_PAPERS = frozenset({EventKind.GRANTED, EventKind.RENEWED, EventKind.RERATED})


def check_days(event: Event, today: date) -> None:
    """Refuse days that cannot be, or that no signed decision vouches for."""
    day, signed = event.effective.earliest, event.decided_on
    if signed is not None and signed > today:
        raise SignedInFuture(signed=signed, today=today)
    if signed is not None and signed > day:
        raise EffectBeforeSigning(day=day, signed=signed)
    if day > today:
        _check_future(day, today, signed)
    if event.effective.latest < PROGRAMME_START:
        raise EventBeforeProgramme(day=event.effective.latest, start=PROGRAMME_START)
    if event.last_day is not None and event.last_day < day:
        raise LastDayBeforeStart(last_day=event.last_day, day=day)
    if event.kind is EventKind.EXTENDED:
        return
    latest = _end_of_term(event)
    if event.kind in _PAPERS and latest < day:
        raise TermOverBeforeStart(day=day, signed=signed, last_day=latest)
    if event.last_day is not None and event.last_day > latest:
        raise LastDayTooLate(last_day=event.last_day, latest=latest)


def _end_of_term(event: Event) -> date:
    """The last day of 36 months from the issue: the day of signing, where that came first."""
    latest = event.effective.latest
    return last_valid_day(min(event.decided_on or latest, latest))


def _check_future(day: date, today: date, signed: date | None) -> None:
    if signed is None:
        raise EventInFuture(day=day, today=today)
    latest = add_months(today, MONTHS_AHEAD)
    if day > latest:
        raise EventTooFarAhead(day=day, latest=latest)


def check_content(event: Event) -> None:
    """Refuse a level that does not exist, a revocation without ground, an end without a day."""
    kind, stars = event.kind, event.stars
    needed = kind in (EventKind.GRANTED, EventKind.RERATED)
    spoken = kind is EventKind.RENEWED and stars is not None
    if (needed or spoken) and stars not in LEVELS:
        raise StarsOutOfRange(stars=stars, levels=LEVELS)
    if kind is EventKind.REVOKED and event.reason not in GROUNDS:
        raise ReasonRequired(reason=event.reason, grounds=GROUNDS)
    if kind is EventKind.EXTENDED and event.last_day is None:
        raise LastDayRequired(kind=kind)
    if kind is EventKind.EXTENDED and event.effective.earliest < EXTENSION_START:
        raise ExtensionBeforeRule(day=event.effective.earliest, start=EXTENSION_START)


def check_extension(until: VagueDate | None, term: VagueDate | None, event: Event) -> None:
    """Refuse an extension that ends before the paper, or more than 180 days after its own term.

    Where the end is known within bounds, it must be right whichever day of them that is.
    """
    if event.last_day is None:
        return
    if until is None or term is None:
        raise PaperEndUnknown(last_day=event.last_day)
    if event.last_day <= until.earliest:
        raise ExtensionNotLonger(last_day=event.last_day, until=until.earliest)
    latest = term.latest + LONGEST_EXTENSION
    if event.last_day > latest:
        raise ExtensionTooLong(last_day=event.last_day, latest=latest)
    if event.last_day <= until.latest or event.last_day > term.earliest + LONGEST_EXTENSION:
        raise PaperEndUnknown(last_day=event.last_day)
