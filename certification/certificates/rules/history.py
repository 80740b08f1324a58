"""Event sourcing: events with known days folded into spans of time with one state each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from certification.certificates.rules.dates import day_after, last_valid_day
from certification.certificates.rules.events import (
    LEVELS,
    MAY_FOLLOW,
    Event,
    EventKind,
    State,
    aware,
)

_NEVER = datetime.min.replace(tzinfo=UTC)
_RANK = {kind: rank for rank, kind in enumerate(EventKind)}  # declared from mildest to gravest


class Span(NamedTuple):
    """From `first` until the next span this was so."""

    first: date
    state: State
    stars: int = 0
    issued: date | None = None
    until: date | None = None
    printed_stars: int | None = None
    reason: str | None = None
    decision: str | None = None
    paper: str | None = None  # the decision behind the paper; `decision` is behind the state
    proposed: date | None = None
    proposal: str | None = None
    barred: bool = False  # revoked or given back: only a grant opens a paper again


class History(NamedTuple):
    """One way things may have gone. `oddities` counts events that could not follow what was."""

    spans: tuple[Span, ...]
    oddities: int

    def at(self, day: date) -> Span | None:
        for span in reversed(self.spans):
            if span.first <= day:
                return span
        return None


def tell(dated: Sequence[tuple[date, Event]]) -> History:
    """Fold events with their days, in any order, into what was so when."""
    if len(dated) > 1:
        dated = sorted(dated, key=_order)
    spans: list[Span] = []
    oddities = 0
    for day, event in dated:
        before = next((s for s in reversed(spans) if s.first <= day), None) or _nothing(day)
        oddities += before.state not in MAY_FOLLOW[event.kind]
        after = _after(before, event, day)
        if after is not None:
            _put(spans, after)
    return History(tuple(spans), oddities)


def _order(dated: tuple[date, Event]) -> tuple[object, ...]:
    """By day; within a day as numbered; without numbers as recorded, at once the graver last."""
    day, event = dated
    recorded = aware(event.recorded_at) if event.recorded_at else _NEVER
    rest = (event.stars or 0, event.last_day or date.max, event.decision or "", event.reason or "")
    return day, event.number, recorded, _RANK[event.kind], *rest


def _nothing(day: date) -> Span:
    return Span(day, State.NONE)


def _put(spans: list[Span], span: Span) -> None:
    """Add what is so from now on, and the end of its term; a foreseen lapse gives way to it."""
    while spans and spans[-1].first >= span.first:
        spans.pop()
    if span.state not in (State.VALID, State.SUSPENDED) or span.until is None:
        spans.append(span)
        return
    if span.until >= span.first:
        spans.append(span)
    lapse = day_after(span.until)
    if lapse is not None:
        spans.append(_lapsed(span, max(lapse, span.first)))


def _lapsed(span: Span, first: date) -> Span:
    """What is left when the term ends: the open proposal if there is one, else an expired paper."""
    if span.proposed is not None:
        return Span(first, State.POTENTIAL, 5, decision=span.proposal, proposed=span.proposed)
    return span._replace(first=first, state=State.EXPIRED, reason=None, decision=span.paper)


def _after(before: Span, event: Event, day: date) -> Span | None:
    """What is so once the event took effect; None when it changes nothing."""
    return _EFFECTS[event.kind](before, event, day)


def _granted(before: Span, event: Event, day: date) -> Span | None:
    return _new_paper(before, event, day, event.stars)


def _new_paper(before: Span, event: Event, day: date, stars: int | None) -> Span | None:
    if stars not in LEVELS or stars is None:
        return None
    until = event.last_day or last_valid_day(day)
    printed = before.stars if event.kind is not EventKind.GRANTED and before.issued else None
    if printed == stars:
        printed = before.printed_stars
    return Span(day, State.VALID, stars, day, until, printed, None, event.decision, event.decision)


def _renewed(before: Span, event: Event, day: date) -> Span | None:
    """A re-evaluation gives a new term from its own day.

    It neither undoes a revocation nor, while the paper still runs, a suspension: those take a
    grant and a lifting.
    """
    if before.barred:
        return None
    stars = event.stars or (before.stars if before.issued else None)
    paper = _new_paper(before, event, day, stars)
    if paper is None or before.state is not State.SUSPENDED:
        return paper
    return paper._replace(state=State.SUSPENDED, reason=before.reason, decision=before.decision)


def _rerated(before: Span, event: Event, day: date) -> Span | None:
    """Another level.

    An upgrade by a decision of its own is a new paper, so a new term; anything else, a lowering
    above all, leaves the term as it was: nobody gains time by losing stars.
    """
    stars = event.stars
    if before.state not in (State.VALID, State.SUSPENDED) or stars is None or stars not in LEVELS:
        return None
    if stars == before.stars:
        return None
    suspended = before.state is State.SUSPENDED
    paper = event.decision or before.paper
    after = before._replace(
        first=day,
        stars=stars,
        until=event.last_day or before.until,
        printed_stars=before.stars,
        decision=before.decision if suspended else paper,
        paper=paper,
    )
    if stars > before.stars and event.decision:
        return after._replace(issued=day, until=event.last_day or last_valid_day(day))
    return after


def _proposed(before: Span, event: Event, day: date) -> Span | None:
    """A proposal waits behind a running paper and shows by itself where none runs."""
    if before.state in (State.VALID, State.SUSPENDED):
        return before._replace(proposed=day, proposal=event.decision)
    return Span(
        day,
        State.POTENTIAL,
        5,
        decision=event.decision,
        proposed=day,
        barred=before.barred,
    )


def _suspended(before: Span, event: Event, day: date) -> Span | None:
    if before.state is not State.VALID:
        return None
    return before._replace(
        first=day, state=State.SUSPENDED, reason=event.reason, decision=event.decision
    )


def _lifted(before: Span, _event: Event, day: date) -> Span | None:
    if before.state is not State.SUSPENDED:
        return None
    return before._replace(first=day, state=State.VALID, reason=None, decision=before.paper)


def _ended(before: Span, event: Event, day: date) -> Span | None:
    if before.state is State.REVOKED:
        return None
    state = State.REVOKED if event.kind is EventKind.REVOKED else State.WITHDRAWN
    if before.state is State.NONE and event.stars in LEVELS:
        before = before._replace(stars=event.stars or 0)
    return before._replace(
        first=day,
        state=state,
        reason=event.reason,
        decision=event.decision,
        proposed=None,
        proposal=None,
        barred=True,
    )


_EFFECTS = {
    EventKind.PROPOSED: _proposed,
    EventKind.GRANTED: _granted,
    EventKind.RENEWED: _renewed,
    EventKind.RERATED: _rerated,
    EventKind.SUSPENDED: _suspended,
    EventKind.LIFTED: _lifted,
    EventKind.REVOKED: _ended,
    EventKind.WITHDRAWN: _ended,
}
