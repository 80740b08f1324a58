"""Event sourcing: events with known days folded into spans of time with one state each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from certification.certificates.rules.dates import day_after
from certification.certificates.rules.effects import Span, after_event, lapsed
from certification.certificates.rules.events import MAY_FOLLOW, Event, EventKind, State, aware

_NEVER = datetime.min.replace(tzinfo=UTC)
_RANK = {kind: rank for rank, kind in enumerate(EventKind)}  # declared from mildest to gravest


class History(NamedTuple):
    """One way things may have gone. `oddities` counts events that could not follow what was."""

    spans: tuple[Span, ...]
    oddities: int

    def at(self, day: date) -> Span | None:
        for span in reversed(self.spans):
            if span.first <= day:
                return span
        return None


class Fold:
    """Events folded in their order into spans; a copy goes on from where the first one stood."""

    def __init__(self, spans: Sequence[Span] = (), oddities: int = 0) -> None:
        self._spans = list(spans)
        self.oddities = oddities

    def copy(self) -> "Fold":
        return Fold(self._spans, self.oddities)

    def add(self, day: date, event: Event) -> None:
        before = self._at(day) or _nothing(day)
        self.oddities += before.state not in MAY_FOLLOW[event.kind]
        after = after_event(before, event, day)
        if after is not None:
            _put(self._spans, after)

    def _at(self, day: date) -> Span | None:
        for span in reversed(self._spans):
            if span.first <= day:
                return span
        return None

    def follow(self, dated: Sequence[tuple[date, Event]], most: int | None) -> int:
        """Add events in their order until there are more than `most` oddities; returns how many."""
        for added, (day, event) in enumerate(dated, 1):
            self.add(day, event)
            if most is not None and self.oddities > most:
                return added
        return len(dated)

    @property
    def history(self) -> History:
        return History(tuple(self._spans), self.oddities)


def tell(dated: Sequence[tuple[date, Event]]) -> History:
    """Fold events with their days, in any order, into what was so when."""
    fold = Fold()
    for day, event in sorted(dated, key=order) if len(dated) > 1 else dated:
        fold.add(day, event)
    return fold.history


def order(dated: tuple[date, Event]) -> tuple[object, ...]:
    """By day; within a day as numbered; without numbers as recorded, at once the graver last."""
    day, event = dated
    recorded = aware(event.recorded_at) if event.recorded_at else _NEVER
    rest = (event.stars or 0, event.last_day or date.max, event.decision or "", event.reason or "")
    source = (event.decided_on or date.max, event.evidence)
    return day, event.order_number, recorded, _RANK[event.kind], *rest, *source


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
        spans.append(lapsed(span, max(lapse, span.first)))
