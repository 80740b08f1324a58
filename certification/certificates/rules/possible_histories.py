"""The histories that events with unknown days leave possible.

Every unknown day is taken as each of a few days that together stand for all of them: the bounds,
the days beside other events and beside the ends of terms, and enough in between that no term fits
unseen. Histories in which something happened that could not have (a lifting before its suspension)
are dropped when others make sense: law and logic date events too.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from math import prod

from certification.certificates.rules.dates import TERM_MONTHS, VagueDate, add_months
from certification.certificates.rules.events import Event, EventKind, State
from certification.certificates.rules.history import History, tell

MOST_HISTORIES = 1500
_AFTER_TERM = (-1, 0, 1, 2)  # 28 and 29 February end on the same day three years on


def histories(events: Sequence[Event], at: date) -> tuple[History, ...] | None:
    """What may have happened; None when there are more ways than are worth telling apart.

    `at` is taken as a possible day too, so that the bounds of what holds then are tight.
    """
    if len(events) == 1 and events[0].kind is EventKind.GRANTED:
        return _of_a_grant(events[0], at)
    days = [event.possible for event in events]
    if all(day.is_exact for day in days):
        return (tell([(day.earliest, e) for day, e in zip(days, events, strict=True)]),)
    return _sensible(events, days, at)


def _of_a_grant(event: Event, at: date) -> tuple[History, ...]:
    """Nearly every certificate. A later grant is never shorter, so the bounds stand for all."""
    when = event.possible
    earliest, latest = when.earliest, when.latest
    content = (event.stars, event.last_day, event.decision)
    if earliest == latest:
        return (_granted_on(earliest, *content),)
    bounds = (_granted_on(earliest, *content), _granted_on(latest, *content))
    return (*bounds, _granted_on(at, *content)) if earliest < at < latest else bounds


@lru_cache(maxsize=4096)  # one decision recognises dozens of products on one day
def _granted_on(
    day: date, stars: int | None, last_day: date | None, decision: str | None
) -> History:
    when = VagueDate.exact(day)
    event = Event(EventKind.GRANTED, when, stars, last_day=last_day, decision=decision)
    return tell([(day, event)])


def _sensible(
    events: Sequence[Event], days: Sequence[VagueDate], at: date
) -> tuple[History, ...] | None:
    turns = _turning_days(events, days)
    choices = [_days_to_try(day, turns) for day in days]
    if prod(len(choice) for choice in choices) > MOST_HISTORIES:
        return None
    choices = [
        (*choice, at) if day.earliest <= at <= day.latest else choice
        for day, choice in zip(days, choices, strict=True)
    ]
    candidates = {tell(list(zip(chosen, events, strict=True))) for chosen in product(*choices)}
    least = min(history.oddities for history in candidates)
    return tuple(history for history in candidates if history.oddities == least)


def _turning_days(events: Sequence[Event], days: Sequence[VagueDate]) -> frozenset[date]:
    """Days at which the order of two events, or of an event and the end of a term, may change."""
    ends = {end for day in days for end in (day.earliest, day.latest)}
    ends |= {event.last_day for event in events if event.last_day}
    turns = {_shift(end, by) for end in ends for by in (-1, 0, 1)}
    for terms in range(1, len(events) + 1):
        for months in (-terms * TERM_MONTHS, terms * TERM_MONTHS):
            turns |= {_shift(add_months(end, months), by) for end in ends for by in _AFTER_TERM}
    return frozenset(turns)


def _days_to_try(day: VagueDate, turns: frozenset[date]) -> tuple[date, ...]:
    inside = {turn for turn in turns if day.earliest <= turn <= day.latest}
    step = add_months(day.earliest, TERM_MONTHS)
    while step < day.latest:
        inside.add(step)
        step = max(add_months(step, TERM_MONTHS), _shift(step, 1))
    return tuple(sorted(inside | {day.earliest, day.latest}))


def _shift(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def possible_states(events: Sequence[Event], days: VagueDate) -> frozenset[State]:
    """Every condition the certificate may have been in on some day of `days`."""
    candidates = histories(events, days.latest)
    if candidates is None:
        return frozenset({State.VALID, State.SUSPENDED, State.EXPIRED, State.REVOKED})
    seen: set[State] = set()
    for history in candidates:
        first = history.at(days.earliest)
        seen.add(first.state if first else State.NONE)
        seen |= {s.state for s in history.spans if days.earliest < s.first <= days.latest}
    return frozenset(seen)


def least_oddities(events: Sequence[Event]) -> int | None:
    """How many events cannot have happened even in the most sensible order; None: cannot tell."""
    candidates = histories(events, date.max)
    return None if candidates is None else min(history.oddities for history in candidates)
