"""State of a certificate on a day, computed from its events: the one answer for all pages.

A paper is good from its day of issue through its last valid day. Where an unknown day leaves the
answer open, the state is "unconfirmed" and counts for no star. A certificate still being
re-evaluated keeps its validity up to 180 days past its term under the transitional Điều 12.3 of
Decision 26/2026/QĐ-TTg only for those who could not meet the filing window; no register tells who
that is, so nothing is prolonged here by itself: the authority records the extension as an event.

What takes effect later changes nothing before its day: the state follows from the events that may
have taken effect by then, and from no other. It tells alone how long what is said can hold.

Doubt is about being in force: where no possible history has the paper in force, the gravest state
that it may have is said, so that a suspension never hides behind a doubt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from certification.certificates.rules.dates import ONE_DAY, VagueDate
from certification.certificates.rules.effects import Span
from certification.certificates.rules.events import (
    LEVELS,
    Event,
    EventKind,
    State,
    begun_by,
    known_at,
)
from certification.certificates.rules.history import Fold, History, order
from certification.certificates.rules.possible_histories import histories, last_words
from certification.certificates.rules.precedence import best, precedence
from certification.certificates.rules.standing import FACETS, Standing, facet

__all__ = [
    "EXPIRING_DAYS",
    "Event",
    "EventKind",
    "Standing",
    "State",
    "best",
    "facet",
    "known_at",
    "precedence",
    "state",
]

Value = TypeVar("Value", str | None, int)

EXPIRING_DAYS = 90
MOST_DOUBTS = 8  # days asked again before one is taken as foreseen
_EXPIRING_WITHIN = timedelta(days=EXPIRING_DAYS)


def state(events: Iterable[Event], at: date) -> Standing:
    """Where a certificate stands on a day, whatever the order its events are given in.

    Total: an event that cannot have happened (a level that does not exist, a suspension of nothing)
    changes nothing. `check` of `transitions` keeps such events out of the record.
    """
    listed = tuple(events)
    if not listed:
        return Standing(State.NONE)
    begun = begun_by(listed, at) or listed
    candidates = histories(begun, at)
    if candidates is None:
        return replace(_too_vague(begun, at), change_on=min(_starts(listed, at), default=None))
    if len(begun) < len(listed):
        candidates = _foreseen(candidates, [e for e in listed if e.effective.earliest > at])
    standing = _standing(candidates, at, _next_change(listed, candidates, at))
    ends_on = _ended_early(candidates, at) if standing.in_force and standing.change_on else None
    return replace(standing, ends_on=ends_on) if ends_on else standing


def _standing(candidates: Sequence[History], at: date, change_on: date | None) -> Standing:
    spans = _spans(candidates, at)
    if not spans:
        return _nothing_yet(candidates, change_on)
    state, telling = _common(spans, at, is_whole=len(spans) == len(candidates))
    if len(spans) == 1:
        return _of_span(state, spans[0], change_on)
    return _agreed(state, telling, spans, change_on)


def _foreseen(candidates: Sequence[History], later: Sequence[Event]) -> tuple[History, ...]:
    """Each history, with the events that cannot have taken effect yet on their first days."""
    dated = sorted(((event.effective.earliest, event) for event in later), key=order)
    folds = [Fold(history.spans, history.oddities) for history in candidates]
    for fold in folds:
        fold.follow(dated, None)
    return tuple(fold.history for fold in folds)


def _spans(candidates: Sequence[History], at: date) -> list[Span]:
    return [span for history in candidates if (span := history.at(at)) is not None]


def _agreed(
    state: State, telling: Sequence[Span], spans: Sequence[Span], change_on: date | None
) -> Standing:
    """What the spans that tell of a state have in common; the paper is that of all of them."""
    stars = min((span.stars for span in telling if span.stars), default=0)
    of_paper = state in (State.VALID, State.EXPIRING, State.UNCONFIRMED)
    return Standing(
        state=state,
        stars=stars,
        since=_bounds(span.issued if of_paper else _first(span) for span in telling),
        until=_bounds(span.until for span in spans),
        printed_stars=_printed(telling, stars),
        reason=_only({span.reason for span in telling}),
        decision=_only({span.decision for span in telling}),
        change_on=change_on,
        issued=_bounds(span.issued for span in spans),
        paper=_only({span.paper for span in spans}),
        act=_only({span.act for span in telling}),
        paper_act=_only({span.paper_act for span in spans}),
    )


def _of_span(state: State, span: Span, change_on: date | None) -> Standing:
    return Standing(
        state=state,
        stars=span.stars,
        since=VagueDate.exact(_first(span) or span.first),
        until=VagueDate.exact(span.until) if span.until else None,
        printed_stars=span.printed_stars,
        reason=span.reason,
        decision=span.decision,
        change_on=change_on,
        issued=VagueDate.exact(span.issued) if span.issued else None,
        paper=span.paper,
        act=span.act,
        paper_act=span.paper_act,
    )


def _nothing_yet(candidates: Sequence[History], change_on: date | None) -> Standing:
    begins = [history.spans[0] for history in candidates if history.spans]
    if not begins:
        return Standing(State.NONE)
    issued = _bounds(span.issued for span in begins)
    return Standing(State.PENDING, change_on=change_on, issued=issued)


def _first(span: Span) -> date | None:
    """The day by which a state is told: of the paper, the proposal, else of the state itself."""
    if span.state in (State.VALID, State.UNCONFIRMED):
        return span.issued
    return span.proposed if span.state is State.POTENTIAL else span.first


def _refined(span: Span, at: date) -> State:
    if span.state is State.VALID and span.until is not None and span.until - at <= _EXPIRING_WITHIN:
        return State.EXPIRING
    return span.state


# Where none has the paper in force: what is worse to overlook comes first.
_GRAVITY = (
    State.REVOKED,
    State.SUSPENDED,
    State.WITHDRAWN,
    State.UNCONFIRMED,
    State.EXPIRED,
    State.POTENTIAL,
    State.PENDING,
    State.NONE,
)


def _common(spans: list[Span], at: date, *, is_whole: bool) -> tuple[State, list[Span]]:
    """The state to tell and the spans that tell of it.

    In force is agreement enough, whether or not the end is near.
    """
    states = {_refined(span, at) for span in spans}
    in_force = states & {State.VALID, State.EXPIRING}
    if not in_force:
        gravest = min(states, key=_GRAVITY.index)
        return gravest, [span for span in spans if span.state is gravest]
    if in_force != states or not is_whole:
        return State.UNCONFIRMED, spans
    return State.VALID if State.VALID in states else State.EXPIRING, spans


def _next_change(events: Sequence[Event], candidates: Sequence[History], at: date) -> date | None:
    """The first later day on which a list would show another, if nothing new is recorded.

    What is foreseen from the days that stand for unknown ones now is asked again for its own day,
    which is a possible day then; so is what follows from an event that begins on it.
    """
    present = _listed(candidates, at)
    starts = _starts(events, at)
    is_certain = len(candidates) == 1 and all(
        e.effective.is_exact for e in events if e.effective.earliest > at
    )
    days = _ahead(candidates, at) | starts
    doubts = 0
    while days:
        day = min(days)
        days.remove(day)
        revised: Sequence[History] = candidates
        if not is_certain and (day in starts or _listed(candidates, day) != present):
            doubts += 1
            revised = histories(begun_by(events, day), day) or ()
        if doubts > MOST_DOUBTS or _listed(revised, day) != present:
            return day
        if day in starts and not is_certain:
            candidates = revised
            days = _ahead(revised, day) | {start for start in starts if start > day}
    return None


def _starts(events: Iterable[Event], at: date) -> set[date]:
    """Days to come on which an event may begin to take effect."""
    return {e.effective.earliest for e in events if e.effective.earliest > at}


def _ahead(candidates: Iterable[History], at: date) -> set[date]:
    return {span.first for history in candidates for span in history.spans if span.first > at}


def _ended_early(candidates: Iterable[History], at: date) -> date | None:
    """The last day of what is in force now, where an act on record ends that before the term.

    None where the term may end as early, or where nothing on record ends it.
    """
    ends = [end for history in candidates if (end := _end(history, at)) is not None]
    terms = [span.until for span in _spans(list(candidates), at) if span.until is not None]
    earliest = min(ends, default=None)
    return earliest if earliest and earliest < min(terms, default=date.max) else None


def _end(history: History, at: date) -> date | None:
    """The last day in force with the same stars."""
    present = history.at(at)
    for span in history.spans:
        if span.first <= at or present is None:
            continue
        if span.state is not State.VALID or span.stars != present.stars:
            return span.first - ONE_DAY
    return None


def _listed(candidates: Sequence[History], day: date) -> tuple[object, ...]:
    """What lists filter, count and sort by."""
    spans = _spans(candidates, day)
    if not spans:
        return ("none",)
    state, telling = spans[0].state, spans
    if len(candidates) > 1:
        state, telling = _common(spans, day, is_whole=len(spans) == len(candidates))
    stars = min((span.stars for span in telling if span.stars), default=0)
    return FACETS[state], stars, min((s.issued for s in spans if s.issued), default=None)


def _bounds(days: Iterable[date | None]) -> VagueDate | None:
    known = [day for day in days if day is not None]
    return VagueDate(min(known), max(known)) if known else None


def _only(values: set[Value]) -> Value | None:
    return values.pop() if len(values) == 1 else None


def _printed(spans: Sequence[Span], stars: int) -> int | None:
    """The other level packs may show: the earlier one or, where the day is unknown, the higher."""
    earlier = {span.printed_stars for span in spans}
    if len(earlier) == 1 and len({span.stars for span in spans}) == 1:
        return earlier.pop()
    highest = max((max(span.stars, span.printed_stars or 0) for span in spans), default=0)
    return highest if highest > stars else None


def _too_vague(events: Sequence[Event], at: date) -> Standing:
    """Of more histories than can be told apart: doubt, unless the last events leave none."""
    spans = list(last_words(events, at))
    state, telling = _common(spans, at, is_whole=True)
    stars = min((e.stars for e in events if e.stars in LEVELS and e.stars), default=0)
    if state in (State.REVOKED, State.SUSPENDED, State.WITHDRAWN):
        return replace(_of_span(state, telling[0], None), stars=stars, until=None, issued=None)
    return Standing(State.UNCONFIRMED, stars)
