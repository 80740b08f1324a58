"""Effects of certificate events: what is so once an event took effect, from what was so before."""

from datetime import date
from typing import NamedTuple

from certification.certificates.rules.dates import last_valid_day
from certification.certificates.rules.events import (
    ASSESSED_ONLY,
    LEVELS,
    MAY_FOLLOW,
    Event,
    EventKind,
    Evidence,
    State,
)


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
    act: int = 0  # number of the event behind the state
    paper_act: int = 0  # and of the one behind the paper
    proposal_act: int = 0


def lapsed(span: Span, first: date) -> Span:
    """What is left when the term ends: the open proposal if there is one, else an expired paper."""
    if span.proposed is not None:
        return _potential(first, span.proposed, span.proposal, span.proposal_act)
    return span._replace(
        first=first,
        state=State.EXPIRED,
        reason=None,
        decision=span.paper,
        act=span.paper_act,
    )


def _potential(first: date, proposed: date, proposal: str | None, act: int) -> Span:
    return Span(
        first,
        State.POTENTIAL,
        5,
        decision=proposal,
        proposed=proposed,
        proposal=proposal,
        act=act,
        proposal_act=act,
    )


def after_event(before: Span, event: Event, day: date) -> Span | None:
    """What is so once the event took effect; None when it changes nothing."""
    return _EFFECTS[event.kind](before, event, day)


def _granted(before: Span, event: Event, day: date) -> Span | None:
    if event.evidence is Evidence.ASSESSED:
        return _assessed(before, event, day)
    return _new_paper(before, event, day, event.stars)


def _assessed(before: Span, event: Event, day: date) -> Span | None:
    """A council's result is no decision: it gives no paper, and takes or hides none."""
    if before.state not in MAY_FOLLOW[EventKind.GRANTED] - {State.REVOKED, State.WITHDRAWN}:
        return None
    if event.stars not in LEVELS:
        return None
    return Span(
        day,
        State.UNCONFIRMED,
        event.stars or 0,
        issued=day,
        reason=ASSESSED_ONLY,
        decision=event.decision,
        act=event.number,
    )


def _new_paper(before: Span, event: Event, day: date, stars: int | None) -> Span | None:
    """A paper of its own: it answers an open proposal, whatever the answer was."""
    if stars not in LEVELS or stars is None:
        return None
    until = event.last_day or _end_of_term(event, day)
    printed = before.stars if event.kind is not EventKind.GRANTED and before.issued else None
    if printed == stars:
        printed = before.printed_stars
    return Span(
        day,
        State.VALID,
        stars,
        day,
        until,
        printed,
        decision=event.decision,
        paper=event.decision,
        act=event.number,
        paper_act=event.number,
    )


def _end_of_term(event: Event, day: date) -> date:
    """The last day of 36 months from the issue: the day of signing, where it came before."""
    return last_valid_day(min(event.decided_on or day, day))


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
    return paper._replace(
        state=State.SUSPENDED, reason=before.reason, decision=before.decision, act=before.act
    )


def _extended(before: Span, event: Event, day: date) -> Span | None:
    """The paper stays good until the result of its re-evaluation; it is no new one."""
    last = event.last_day
    if before.issued is None or before.until is None or last is None or last <= before.until:
        return None
    if before.state in (State.VALID, State.SUSPENDED):
        return before._replace(first=day, until=last, act=event.number)
    if before.state is not State.EXPIRED or before.barred or last < day:
        return None
    return before._replace(first=day, state=State.VALID, until=last, act=event.number)


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
        act=before.act if suspended else event.number,
        paper_act=event.number,
        proposed=None,  # answered, like by any paper
        proposal=None,
    )
    if stars > before.stars and event.decision:
        return after._replace(issued=day, until=event.last_day or _end_of_term(event, day))
    return after


def _proposed(before: Span, event: Event, day: date) -> Span | None:
    """A proposal waits behind a running paper or a revocation, and else shows by itself."""
    if before.state in (State.VALID, State.SUSPENDED, State.REVOKED):
        return before._replace(proposed=day, proposal=event.decision, proposal_act=event.number)
    potential = _potential(day, day, event.decision, event.number)
    return potential._replace(barred=before.barred)


def _suspended(before: Span, event: Event, day: date) -> Span | None:
    if before.state is not State.VALID:
        return None
    return before._replace(
        first=day,
        state=State.SUSPENDED,
        reason=event.reason,
        decision=event.decision,
        act=event.number,
    )


def _lifted(before: Span, event: Event, day: date) -> Span | None:
    if before.state is not State.SUSPENDED:
        return None
    return before._replace(
        first=day, state=State.VALID, reason=None, decision=before.paper, act=event.number
    )


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
        act=event.number,
    )


def _annulled(_before: Span, _event: Event, _day: date) -> None:
    """Tells about the record alone."""


_EFFECTS = {
    EventKind.PROPOSED: _proposed,
    EventKind.GRANTED: _granted,
    EventKind.RENEWED: _renewed,
    EventKind.EXTENDED: _extended,
    EventKind.RERATED: _rerated,
    EventKind.SUSPENDED: _suspended,
    EventKind.LIFTED: _lifted,
    EventKind.REVOKED: _ended,
    EventKind.WITHDRAWN: _ended,
    EventKind.ANNULLED: _annulled,
}
