"""Validation of a new event: whether it may follow what is recorded, and what it must say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from certification.certificates.errors import (
    AlreadyInForce,
    AlreadyProposed,
    AlreadyRevoked,
    ContradictsLaterEvent,
    CorrectionUpsetsLater,
    EventBeforeGrant,
    EventRefused,
    NotInForce,
    NotSuspended,
    SameStars,
    StillSuspended,
)
from certification.certificates.rules.content import check_content, check_days, check_extension
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import MAY_FOLLOW, Event, EventKind, Evidence, State
from certification.certificates.rules.possible_histories import least_oddities, possible_states
from certification.certificates.rules.state import state

_PAPERS = frozenset({EventKind.GRANTED, EventKind.RENEWED})
_BY_THE_END = datetime(9000, 1, 1, tzinfo=UTC)  # a new event follows those recorded for its day

_STANDS_IN_THE_WAY = (
    State.NONE,
    State.POTENTIAL,
    State.UNCONFIRMED,
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


def check(events: Iterable[Event], new_event: Event, at: date, *, instead_of: int = 0) -> None:
    """Refuse an event that says too little or cannot follow what is recorded; `at` is today.

    It is judged by the condition on its own day, so a late record of an early event is welcome.
    Where unknown days leave several conditions possible, one that allows it is enough. What is
    recorded for days to come stands in no act's way: what can no longer happen then has no effect.
    `instead_of` is the number of the event that it corrects. Raises a subclass of EventRefused.
    """
    recorded = tuple(events)
    listed = tuple(e for e in recorded if not instead_of or e.number != instead_of)
    accepted = _accepted(new_event, recorded, instead_of)
    earlier = preceding(recorded, new_event, instead_of=instead_of)
    check_days(new_event, at)
    check_content(new_event)
    days = new_event.possible.no_later_than(max(at, new_event.effective.earliest))
    allowed = MAY_FOLLOW[new_event.kind]
    possible = possible_states(earlier, days)
    if not possible & allowed:
        raise _refusal(listed, new_event, possible)
    if new_event.kind is EventKind.RERATED:
        _check_level_changes(earlier, new_event, days)
    if new_event.kind is EventKind.EXTENDED:
        _check_extension(earlier, new_event)
    _check_later(recorded, (*listed, accepted), new_event, at)


def preceding(
    events: Iterable[Event], new_event: Event, *, instead_of: int = 0
) -> tuple[Event, ...]:
    """What is recorded but for the corrected event, and what of the same day counts after it."""
    recorded = tuple(events)
    place = _accepted(new_event, recorded, instead_of).order_number
    day = new_event.effective
    return tuple(
        event
        for event in recorded
        if event.order_number < place
        or (event.order_number > place and not (day.is_exact and event.effective == day))
    )


def check_annulment(events: Iterable[Event], number: int, at: date) -> None:
    """Refuse to strike an event without which a later one could not have happened.

    Raises CorrectionUpsetsLater: the later one is corrected first.
    """
    listed = tuple(events)
    rest = [e for e in listed if e.number != number]
    before, after = least_oddities(listed, at), least_oddities(rest, at)
    if before is not None and after is not None and after > before:
        raise CorrectionUpsetsLater(number=number, later=_upset(rest, rest, at))


def _refusal(events: Sequence[Event], event: Event, possible: frozenset[State]) -> EventRefused:
    if possible == {State.NONE}:
        return _before_grant(events, event)
    now = max(possible, key=_STANDS_IN_THE_WAY.index)
    kind = event.kind
    if kind is EventKind.LIFTED:  # of several states none is known to be so
        return NotSuspended(kind=kind, state=now if len(possible) == 1 else State.UNCONFIRMED)
    error = _REFUSED_KIND.get((kind, now)) or _REFUSED_STATE.get(now, NotInForce)
    return error(kind=kind, state=now)


def _before_grant(events: Sequence[Event], event: Event) -> EventRefused:
    grants = [e.possible.earliest for e in events if e.kind in _PAPERS and _recognises(e)]
    if grants:
        return EventBeforeGrant(kind=event.kind, granted=min(grants))
    if event.kind is EventKind.LIFTED:
        return NotSuspended(kind=event.kind, state=State.NONE)
    return NotInForce(kind=event.kind, state=State.NONE)


def _recognises(event: Event) -> bool:
    return event.evidence is Evidence.RECOGNISED


def _check_level_changes(events: Sequence[Event], event: Event, days: VagueDate) -> None:
    held = {state(events, day).stars for day in (days.earliest, days.latest)}
    if held == {event.stars}:
        raise SameStars(stars=event.stars)


def _check_extension(events: Sequence[Event], event: Event) -> None:
    """180 days are counted from the paper's own end, however often it was extended."""
    own = [e for e in events if e.kind is not EventKind.EXTENDED]
    day = event.effective.earliest
    check_extension(state(events, day).until, state(own, day).until, event)


def _check_later(
    recorded: Sequence[Event], together: Sequence[Event], event: Event, at: date
) -> None:
    is_replacing = len(together) == len(recorded)
    if not is_replacing and all(e.effective.latest <= event.effective.earliest for e in recorded):
        return
    before, after = least_oddities(recorded, at), least_oddities(together, at)
    if before is not None and after is not None and after > before:
        listed = [e for e in recorded if e in together]
        raise ContradictsLaterEvent(kind=event.kind, later=_upset(listed or together, together, at))


def _upset(listed: Sequence[Event], together: Sequence[Event], at: date) -> int:
    """The number of the event on record without which the rest makes most sense."""

    def oddities_without(event: Event) -> tuple[int, date]:
        left = least_oddities([e for e in together if e is not event], at)
        return len(together) if left is None else left, event.effective.earliest

    return min(listed, key=oddities_without).number


def _accepted(event: Event, events: Sequence[Event], instead_of: int) -> Event:
    """The event as it would stand on record: last of all, or in the place of what it corrects."""
    number = 1 + max((e.number for e in events), default=0)
    position = next((e.order_number for e in events if instead_of and e.number == instead_of), None)
    return replace(event, number=number, position=position, recorded_at=_BY_THE_END)
