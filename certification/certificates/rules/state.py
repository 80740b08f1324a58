"""State of a certificate on a day, computed from its events: the one answer for all pages.

A paper is good from its day of issue through its last valid day. Where an unknown day leaves the
answer open, the state is "unconfirmed" and counts for no star. A certificate still being
re-evaluated keeps its validity up to 180 days past its term under the transitional Điều 12.3 of
Decision 26/2026/QĐ-TTg only for those who could not meet the filing window; no register tells who
that is, so nothing is prolonged here by itself: the authority records it, with a printed last day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import LEVELS, Event, EventKind, State, known_at
from certification.certificates.rules.history import History, Span
from certification.certificates.rules.possible_histories import histories

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
    star. `since` is the first day of the state (of the paper while in force), `issued` that of the
    paper, `until` its last day good. `printed_stars` is the level packaging may still print.
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

    @property
    def in_force(self) -> bool:
        return self.state is State.VALID or self.state is State.EXPIRING

    @property
    def counts_stars(self) -> bool:
        return self.in_force


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
        return _too_vague(listed)
    if len(candidates) == 1:
        return _certain(candidates[0], at)
    return _agreed(candidates, at)


def _certain(history: History, at: date) -> Standing:
    change_on = _next_change((history,), at)
    span = history.at(at)
    if span is None:
        return Standing(State.PENDING if history.spans else State.NONE, change_on=change_on)
    issued = VagueDate.exact(span.issued) if span.issued else None
    return Standing(
        state=_refined(span, at),
        stars=span.stars,
        since=issued if span.state is State.VALID else VagueDate.exact(span.first),
        until=VagueDate.exact(span.until) if span.until else None,
        printed_stars=span.printed_stars,
        reason=span.reason,
        decision=span.decision,
        change_on=change_on,
        issued=issued,
    )


def _refined(span: Span, at: date) -> State:
    if span.state is State.VALID and span.until is not None and span.until - at <= _EXPIRING_WITHIN:
        return State.EXPIRING
    return span.state


def _agreed(candidates: Sequence[History], at: date) -> Standing:
    spans = [span for history in candidates if (span := history.at(at)) is not None]
    common_state = _common_state(candidates, spans, at)
    stars = min((span.stars for span in spans if span.stars), default=0)
    issued = _bounds(span.issued for span in spans)
    of_paper = common_state in (State.VALID, State.EXPIRING, State.UNCONFIRMED)
    return Standing(
        state=common_state,
        stars=stars,
        since=issued if of_paper else _bounds(span.first for span in spans),
        until=_bounds(span.until for span in spans),
        printed_stars=_printed(spans, stars),
        reason=_only({span.reason for span in spans}),
        decision=_only({span.decision for span in spans}),
        change_on=_next_change(candidates, at),
        issued=issued,
    )


def _common_state(candidates: Sequence[History], spans: Sequence[Span], at: date) -> State:
    """What all histories agree on. In force is agreement enough, whether or not the end is near."""
    if not spans:
        return State.PENDING if any(history.spans for history in candidates) else State.NONE
    if _facet_of(candidates, at) == "unconfirmed":
        return State.UNCONFIRMED
    states = {_refined(span, at) for span in spans}
    if State.VALID in states:
        return State.VALID
    return State.REVOKED if State.REVOKED in states else states.pop()


def _facet_of(candidates: Sequence[History], day: date) -> str:
    """The facet all histories share on a day, else unconfirmed."""
    common = None
    for history in candidates:
        span = history.at(day)
        one = "none" if span is None else _FACETS[span.state]
        if common is not None and one != common:
            return "unconfirmed"
        common = one
    return common or "none"


def _next_change(candidates: Sequence[History], at: date) -> date | None:
    """The first later day on which the facet is another, if nothing new is recorded."""
    ahead = {span.first for history in candidates for span in history.spans if span.first > at}
    if not ahead:
        return None
    present_facet = _facet_of(candidates, at)
    for day in sorted(ahead):
        if _facet_of(candidates, day) != present_facet:
            return day
    return None


def _bounds(days: Iterable[date | None]) -> VagueDate | None:
    known = [day for day in days if day is not None]
    return VagueDate(min(known), max(known)) if known else None


def _only(values: set[str | None]) -> str | None:
    return values.pop() if len(values) == 1 else None


def _printed(spans: Sequence[Span], stars: int) -> int | None:
    """The other level packs may show: the earlier one or, where the day is unknown, the higher."""
    earlier = {span.printed_stars for span in spans}
    if len(earlier) == 1 and len({span.stars for span in spans}) == 1:
        return earlier.pop()
    highest = max((max(span.stars, span.printed_stars or 0) for span in spans), default=0)
    return highest if highest > stars else None


def _too_vague(events: Sequence[Event]) -> Standing:
    stars = min((e.stars for e in events if e.stars in LEVELS and e.stars), default=0)
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
