"""The histories that events with unknown days leave possible.

Every unknown day is taken as each of a few days that together stand for all of them: the bounds,
the days beside other events and beside the ends of terms, and enough in between that no term fits
unseen. Histories in which something happened that could not have (a lifting before its suspension)
are dropped when others make sense: law and logic date events too. Events of known days are folded
once where they come before all unknown ones, so that a long record costs little.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from certification.certificates.rules.dates import TERM_MONTHS, VagueDate, add_months
from certification.certificates.rules.effects import Span
from certification.certificates.rules.events import Event, EventKind, Evidence, State, begun_by
from certification.certificates.rules.history import Fold, History, order, tell

MOST_STEPS = 8_000  # events folded: some 30 ms
MOST_VAGUE = 8
_AFTER_TERM = (-1, 0, 1, 2)  # 28 and 29 February end on the same day three years on

Dated = tuple[date, Event]


def histories(events: Sequence[Event], at: date) -> tuple[History, ...] | None:
    """What may have happened; None when there are more ways than are worth telling apart.

    `at` is taken as a possible day too, so that the bounds of what holds then are tight.
    """
    if len(events) == 1 and events[0].kind is EventKind.GRANTED:
        return _of_a_grant(events[0], at)
    record = _Record.of(events)
    if not record.vague:
        return (tell(record.dated),)
    return _sensible(record, at)


def _of_a_grant(event: Event, at: date) -> tuple[History, ...]:
    """Nearly every certificate. A later grant is never shorter, so the bounds stand for all."""
    when = event.possible
    earliest, latest = when.earliest, when.latest
    content = (
        event.stars,
        event.last_day,
        event.decision,
        event.decided_on,
        event.evidence,
        event.number,
    )
    if earliest == latest:
        return (_granted_on(earliest, content),)
    bounds = (_granted_on(earliest, content), _granted_on(latest, content))
    return (*bounds, _granted_on(at, content)) if earliest < at < latest else bounds


_Content = tuple[int | None, date | None, str | None, date | None, Evidence, int]


@lru_cache(maxsize=4096)
def _granted_on(day: date, content: _Content) -> History:
    """LRU cache: 0.14 µs instead of 7.2; one decision recognises dozens of products on one day."""
    stars, last_day, decision, decided_on, evidence, number = content
    event = Event(
        EventKind.GRANTED,
        VagueDate.exact(day),
        stars,
        last_day=last_day,
        decision=decision,
        decided_on=decided_on,
        evidence=evidence,
        number=number,
    )
    return tell([(day, event)])


class _Record(NamedTuple):
    """A record, taken apart: events of known days in their order, and the others."""

    dated: list[Dated]
    vague: list[tuple[VagueDate, Event]]

    @classmethod
    def of(cls, events: Sequence[Event]) -> "_Record":
        days = [(event.possible, event) for event in events]
        dated = sorted(((day.earliest, e) for day, e in days if day.is_exact), key=order)
        return cls(dated, [(day, e) for day, e in days if not day.is_exact])


def _sensible(record: _Record, at: date) -> tuple[History, ...] | None:
    choices = _choices(record, at)
    if choices is None:
        return None
    first_vague = min(day.earliest for day, _ in record.vague)
    known = 0
    before = Fold()
    while known < len(record.dated) and record.dated[known][0] < first_vague:
        before.add(*record.dated[known])
        known += 1
    events = [event for _, event in record.vague]
    readings = (list(zip(days, events, strict=True)) for days in product(*choices))
    return _least_odd(before, record.dated[known:], readings)


def _choices(record: _Record, at: date) -> list[list[date]] | None:
    """For each event of an unknown day the days that stand for all it may have been."""
    if len(record.vague) > MOST_VAGUE:
        return None
    turns = _turning_days(record, at)
    return [
        _extremes_first(
            {turn for turn in turns if day.earliest <= turn <= day.latest}
            | {day.earliest, day.latest, *_within(at, day), *_every_term(day)}
        )
        for day, _ in record.vague
    ]


def _extremes_first(days: set[date]) -> list[date]:
    """A bound is most often sensible, and what is found first cuts the others short."""
    first, *between = sorted(days)
    return [first, *between[-1:], *between[:-1]]


def _within(at: date, day: VagueDate) -> tuple[date, ...]:
    return (at,) if day.earliest <= at <= day.latest else ()


def _least_odd(
    before: Fold, rest: list[Dated], readings: Iterator[list[Dated]]
) -> tuple[History, ...] | None:
    """The histories with the fewest oddities; one that has more already is not told to its end."""
    keys = [order(dated) for dated in rest]
    best: set[History] = set()
    least: int | None = None
    steps = 0
    for reading in readings:
        fold = before.copy()
        steps += fold.follow(_merged(rest, keys, reading), least)
        if steps > MOST_STEPS:
            return None
        if least is not None and fold.oddities > least:
            continue
        if fold.oddities != least:
            best, least = set(), fold.oddities
        best.add(fold.history)
    return tuple(best)


def _merged(rest: list[Dated], keys: list[tuple[object, ...]], reading: list[Dated]) -> list[Dated]:
    """The events of known days, already in order, with the others where their days put them."""
    merged = list(rest)
    placed = [(bisect(keys, order(dated)), dated) for dated in sorted(reading, key=order)]
    for place, dated in reversed(placed):
        merged.insert(place, dated)
    return merged


def _turning_days(record: _Record, at: date) -> set[date]:
    """Days at which the order of two events, or of an event and the end of a term, may change.

    A term may begin with any event; terms follow one another no oftener than there are unknown
    days to begin them.
    """
    dated_days = {at, *(day for day, _ in record.dated)}
    ends = {end for day, _ in record.vague for end in (day.earliest, day.latest)} | dated_days
    events = (*(event for _, event in record.dated), *(event for _, event in record.vague))
    ends |= {end for event in events for end in (event.last_day, event.decided_on) if end}
    turns = {_shift(end, by) for end in ends for by in (-1, 0, 1)}
    for terms in range(1, len(record.vague) + 2):
        for months in (-terms * TERM_MONTHS, terms * TERM_MONTHS):
            turns |= {_shift(add_months(end, months), by) for end in ends for by in _AFTER_TERM}
    return turns


def _every_term(day: VagueDate) -> Iterator[date]:
    """Days between bounds so close to each other that no term fits in between."""
    step = add_months(day.earliest, TERM_MONTHS)
    while step < day.latest:
        yield step
        step = max(add_months(step, TERM_MONTHS), _shift(step, 1))


def _shift(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


_FOREVER = date.max
_LONG_AGO = date.min
# Whatever a certificate may have been; what is in force may lapse at any time.
_ANYTHING = tuple(
    Span(_LONG_AGO, state, 3, _LONG_AGO, _FOREVER)
    for state in (State.VALID, State.SUSPENDED, State.EXPIRED, State.UNCONFIRMED, State.NONE)
)


def last_words(events: Sequence[Event], at: date) -> tuple[Span, ...]:
    """What events of known days, after all unknown ones, leave of anything that may have been.

    For records with more histories than can be told apart: coarse, but nothing is missing.
    """
    record = _Record.of(events)
    since = max((day.latest for day, _ in record.vague), default=_LONG_AGO)
    later = [(day, event) for day, event in record.dated if since < day <= at]
    spans = []
    for anything in _ANYTHING:
        fold = Fold((anything,))
        for day, event in later:
            fold.add(day, event)
        spans.append(fold.history.at(at) or anything)
    return tuple(spans)


def possible_states(events: Sequence[Event], days: VagueDate) -> frozenset[State]:
    """Every condition the certificate may have been in on some day of `days`."""
    candidates = histories(begun_by(events, days.latest), days.latest)
    if candidates is None:
        return frozenset({State.VALID, State.SUSPENDED, State.EXPIRED, State.REVOKED})
    seen: set[State] = set()
    for history in candidates:
        first = history.at(days.earliest)
        seen.add(first.state if first else State.NONE)
        seen |= {s.state for s in history.spans if days.earliest < s.first <= days.latest}
    return frozenset(seen)


def least_oddities(events: Sequence[Event], by: date) -> int | None:
    """How many events up to a day cannot have happened even in the most sensible order.

    None: cannot tell.
    """
    candidates = histories(begun_by(events, by), date.max)
    return None if candidates is None else min(history.oddities for history in candidates)
