"""Validation of a new event: whether it may follow what is recorded, and what it must say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

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
)
from certification.certificates.rules.authority import PROGRAMME_START
from certification.certificates.rules.dates import VagueDate, last_valid_day
from certification.certificates.rules.events import (
    GROUNDS,
    LEVELS,
    MAY_FOLLOW,
    Event,
    EventKind,
    State,
)
from certification.certificates.rules.possible_histories import least_oddities, possible_states
from certification.certificates.rules.state import state

_PAPERS = frozenset({EventKind.GRANTED, EventKind.RENEWED})
_BY_THE_END = datetime(9000, 1, 1, tzinfo=UTC)  # a new event follows those recorded for its day

_STANDS_IN_THE_WAY = (
    State.NONE,
    State.POTENTIAL,
    State.EXPIRED,
    State.VALID,
    State.WITHDRAWN,
    State.SUSPENDED,
    State.REVOKED,
)
_REFUSED_STATE: dict[State, type[EventRefused]] = {
    State.REVOKED: AlreadyRevoked,
    State.SUSPENDED: StillSuspended,
}
_REFUSED_KIND: dict[tuple[EventKind, State], type[EventRefused]] = {
    (EventKind.GRANTED, State.VALID): AlreadyInForce,
    (EventKind.PROPOSED, State.POTENTIAL): AlreadyProposed,
}


def check(events: Iterable[Event], new_event: Event, at: date) -> None:
    """Refuse an event that says too little or cannot follow what is recorded; `at` is today.

    It is judged by the condition on its own day, so a late record of an early event is welcome.
    Where unknown days leave several conditions possible, one that allows it is enough. Raises a
    subclass of EventRefused.
    """
    listed = tuple(events)
    _check_day(new_event, at)
    _check_content(new_event)
    days = new_event.effective.no_later_than(at)
    allowed = MAY_FOLLOW[new_event.kind]
    possible = possible_states(listed, days)
    if not possible & allowed:
        raise _refusal(listed, new_event, possible)
    if new_event.kind is EventKind.RERATED:
        _check_level_changes(listed, new_event, days)
    _check_later(listed, new_event)


def _check_day(event: Event, today: date) -> None:
    if event.effective.earliest > today:
        raise EventInFuture(day=event.effective.earliest, today=today)
    if event.effective.latest < PROGRAMME_START:
        raise EventBeforeProgramme(day=event.effective.latest, start=PROGRAMME_START)
    if event.last_day is not None and event.last_day < event.effective.earliest:
        raise LastDayBeforeStart(last_day=event.last_day, day=event.effective.earliest)
    latest = last_valid_day(event.effective.latest)
    if event.last_day is not None and event.last_day > latest:
        raise LastDayTooLate(last_day=event.last_day, latest=latest)


def _check_content(event: Event) -> None:
    kind, stars = event.kind, event.stars
    needed = kind in (EventKind.GRANTED, EventKind.RERATED)
    spoken = kind is EventKind.RENEWED and stars is not None
    if (needed or spoken) and stars not in LEVELS:
        raise StarsOutOfRange(stars=stars, levels=LEVELS)
    if kind is EventKind.REVOKED and event.reason not in GROUNDS:
        raise ReasonRequired(reason=event.reason, grounds=GROUNDS)


def _refusal(events: Sequence[Event], event: Event, possible: frozenset[State]) -> EventRefused:
    if possible == {State.NONE}:
        return _before_grant(events, event)
    now = max(possible, key=_STANDS_IN_THE_WAY.index)
    kind = event.kind
    error = _REFUSED_KIND.get((kind, now)) or _REFUSED_STATE.get(now, NotInForce)
    return (NotSuspended if kind is EventKind.LIFTED else error)(kind=kind, state=now)


def _before_grant(events: Sequence[Event], event: Event) -> EventRefused:
    grants = [e.possible.earliest for e in events if e.kind in _PAPERS]
    if grants:
        return EventBeforeGrant(kind=event.kind, granted=min(grants))
    if event.kind is EventKind.LIFTED:
        return NotSuspended(kind=event.kind, state=State.NONE)
    return NotInForce(kind=event.kind, state=State.NONE)


def _check_level_changes(events: Sequence[Event], event: Event, days: VagueDate) -> None:
    held = {state(events, day).stars for day in (days.earliest, days.latest)}
    if held == {event.stars}:
        raise SameStars(stars=event.stars)


def _check_later(events: Sequence[Event], event: Event) -> None:
    if all(e.effective.latest <= event.effective.earliest for e in events):
        return
    before, after = least_oddities(events), least_oddities((*events, _accepted(event, events)))
    if before is not None and after is not None and after > before:
        raise ContradictsLaterEvent(kind=event.kind)


def _accepted(event: Event, events: Sequence[Event]) -> Event:
    """The event as it would stand on record: after everything that is there."""
    number = 1 + max((e.number for e in events), default=0)
    return replace(event, number=number, recorded_at=_BY_THE_END)
