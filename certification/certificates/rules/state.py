"""State of a certificate on a day, computed from its events: the one answer for all pages.

A paper is good from its day of issue through its last valid day. Where an unknown day leaves the
answer open, the state is "unconfirmed" and counts for no star. A certificate still being
re-evaluated keeps its validity up to 180 days past its term under the transitional Điều 12.3 of
Decision 26/2026/QĐ-TTg only for those who could not meet the filing window; no register tells who
that is, so nothing is prolonged here by itself: the authority records the extension as an event.

Doubt is about being in force: where no possible history has the paper in force, the gravest state
that it may have is said, so that a suspension never hides behind a doubt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.effects import Span
from certification.certificates.rules.events import (
    ASSESSED_ONLY,
    LEVELS,
    Event,
    EventKind,
    State,
    known_at,
)
from certification.certificates.rules.history import History
from certification.certificates.rules.possible_histories import histories, last_words

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
_EXPIRING_WITHIN = timedelta(days=EXPIRING_DAYS)

_FACETS = {
    State.VALID: "valid",
    State.EXPIRING: "valid",
    State.UNCONFIRMED: "unconfirmed",
    State.POTENTIAL: "potential",
    State.SUSPENDED: "suspended",
    State.EXPIRED: "expired",
    State.REVOKED: "revoked",
    State.WITHDRAWN: "revoked",
    State.PENDING: "none",
    State.NONE: "none",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is so on the day asked about.

    `stars` is the level held, formerly held or proposed; only `counts_stars` lets it be shown as a
    star. `since` is the first day of the state (of the paper while in force, of the proposal while
    nothing else is known), `issued` that of the paper, `until` its last day good. `printed_stars`
    is the level packaging may still print. `decision` is behind the state, `paper` behind the
    paper; `act` and `paper_act` are the numbers of their events, where one is certain.
    """

    state: State
    stars: int = 0
    since: VagueDate | None = None
    until: VagueDate | None = None
    printed_stars: int | None = None
    reason: str | None = None
    decision: str | None = None
    change_on: date | None = None
    issued: VagueDate | None = None
    # Equal standings are shown alike wherever only what is above is shown.
    paper: str | None = field(default=None, compare=False)
    act: int | None = field(default=None, compare=False)
    paper_act: int | None = field(default=None, compare=False)

    @property
    def in_force(self) -> bool:
        return self.state is State.VALID or self.state is State.EXPIRING

    @property
    def counts_stars(self) -> bool:
        return self.in_force

    @property
    def is_assessed_only(self) -> bool:
        """Whether no source tells of more than a council's result."""
        return self.state is State.UNCONFIRMED and self.reason == ASSESSED_ONLY

    @property
    def paper_stars(self) -> int:
        """The level on the paper, in force or not; 0 where there is no paper."""
        has_paper = self.state is not State.POTENTIAL and not self.is_assessed_only
        return self.stars if has_paper else 0


def facet(state: State) -> str:
    """The value lists are filtered by; a paper given back is filed with the revoked."""
    return _FACETS[state]


def state(events: Iterable[Event], at: date) -> Standing:
    """Where a certificate stands on a day, whatever the order its events are given in.

    Total: an event that cannot have happened (a level that does not exist, a suspension of nothing)
    changes nothing. `check` of `transitions` keeps such events out of the record.
    """
    listed = tuple(events)
    if not listed:
        return Standing(State.NONE)
    candidates = histories(listed, at)
    if candidates is None:
        return _too_vague(listed, at)
    change_on = _next_change(candidates, at)
    spans = _spans(candidates, at)
    if not spans:
        return _nothing_yet(candidates, change_on)
    state, telling = _common(spans, at, is_whole=len(spans) == len(candidates))
    if len(telling) == 1:
        return _of_span(state, telling[0], change_on)
    return _agreed(state, telling, change_on)


def _spans(candidates: Sequence[History], at: date) -> list[Span]:
    return [span for history in candidates if (span := history.at(at)) is not None]


def _agreed(state: State, telling: Sequence[Span], change_on: date | None) -> Standing:
    """What the spans that tell of a state have in common."""
    stars = min((span.stars for span in telling if span.stars), default=0)
    of_paper = state in (State.VALID, State.EXPIRING, State.UNCONFIRMED)
    return Standing(
        state=state,
        stars=stars,
        since=_bounds(span.issued if of_paper else _first(span) for span in telling),
        until=_bounds(span.until for span in telling),
        printed_stars=_printed(telling, stars),
        reason=_only({span.reason for span in telling}),
        decision=_only({span.decision for span in telling}),
        change_on=change_on,
        issued=_bounds(span.issued for span in telling),
        paper=_only({span.paper for span in telling}),
        act=_only({span.act for span in telling}),
        paper_act=_only({span.paper_act for span in telling}),
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


def _next_change(candidates: Sequence[History], at: date) -> date | None:
    """The first later day on which a list would show another, if nothing new is recorded."""
    ahead = {span.first for history in candidates for span in history.spans if span.first > at}
    if not ahead:
        return None
    present = _listed(candidates, at)
    for day in sorted(ahead):
        if _listed(candidates, day) != present:
            return day
    return None


def _listed(candidates: Sequence[History], day: date) -> tuple[object, ...]:
    """What lists filter, count and sort by."""
    spans = _spans(candidates, day)
    if not spans:
        return ("none",)
    if len(candidates) > 1:
        state, spans = _common(spans, day, is_whole=len(spans) == len(candidates))
    else:
        state = spans[0].state
    stars = min((span.stars for span in spans if span.stars), default=0)
    return _FACETS[state], stars, min((s.issued for s in spans if s.issued), default=None)


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


# Of equally new acts the one that claims more about today comes first; a doubt never hides a
# sanction of the same day.
_SPEAKS = {
    State.NONE: 0,
    State.PENDING: 1,
    State.WITHDRAWN: 2,
    State.EXPIRED: 3,
    State.UNCONFIRMED: 4,
    State.POTENTIAL: 5,
    State.SUSPENDED: 6,
    State.REVOKED: 7,
    State.EXPIRING: 8,
    State.VALID: 8,
}


def best(standings: Iterable[Standing]) -> Standing:
    """The product's standing out of those of its certificates.

    In force wins, more stars first. Otherwise the newest official act speaks: a revocation is not
    hidden behind an older lapsed paper, nor does it follow a product that was recognised anew.
    `change_on` is the first day on which any of them may change.
    """
    listed = tuple(standings)
    if not listed:
        return Standing(State.NONE)
    chosen = max(listed, key=precedence)
    changes = [standing.change_on for standing in listed if standing.change_on]
    soonest = min(changes, default=None)
    return chosen if soonest == chosen.change_on else replace(chosen, change_on=soonest)


def precedence(standing: Standing) -> tuple[object, ...]:
    """Sorts last what should speak; never equal for standings that differ in what is shown."""
    act = standing.since
    if standing.state in (State.EXPIRED, State.UNCONFIRMED):
        act = standing.issued
    newest = act.latest if act else date.min
    until = standing.until.latest if standing.until else date.max
    speaks = _SPEAKS[standing.state]
    detail = (until, standing.decision or "", standing.reason or "")
    if standing.in_force:
        return 2, standing.stars, *detail, newest, speaks
    is_act = standing.state not in (State.NONE, State.PENDING)
    return int(is_act), newest, speaks, standing.stars, *detail
