"""Kinds of certificate events and states, and the table of which event may follow which state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from certification.certificates.rules.dates import VagueDate
from core.clock import VIETNAM

LEVELS = (3, 4, 5)  # 1 and 2 stars get neither decision nor certificate (26/2026 Điều 4.1.a)
GROUNDS = ("a", "b", "c", "d", "đ", "e")  # grounds of revocation, 26/2026 Điều 8.1


class EventKind(StrEnum):
    PROPOSED = "proposed"  # scored 90 or more by the province: "tiềm năng 5 sao", no certificate
    GRANTED = "granted"
    RENEWED = "renewed"  # re-evaluated: a new paper with a new term
    EXTENDED = "extended"  # good until the re-evaluation's result (26/2026 Điều 12.3)
    RERATED = "rerated"  # another level
    LIFTED = "lifted"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"  # given back by the holder
    REVOKED = "revoked"
    ANNULLED = "annulled"  # what it corrects was recorded by mistake; nothing happened instead


class Evidence(StrEnum):
    """What a list says of its own rows. A star needs a decision; a session's result is none."""

    RECOGNISED = "recognised"
    ASSESSED = "assessed"


class State(StrEnum):
    VALID = "valid"
    EXPIRING = "expiring"
    UNCONFIRMED = "unconfirmed"
    POTENTIAL = "potential"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    PENDING = "pending"  # nothing has taken effect yet
    NONE = "none"


ASSESSED_ONLY = "assessed_only"  # why a standing is unconfirmed: no source tells of a decision

# The one table of what may follow what. Used twice: to refuse a new event, and to tell which order
# events of unknown days must have had. An expiring paper counts as valid, a pending one as none;
# unconfirmed here is what was only assessed.
MAY_FOLLOW: dict[EventKind, frozenset[State]] = {
    EventKind.PROPOSED: frozenset(
        {
            State.NONE,
            State.VALID,
            State.UNCONFIRMED,
            State.EXPIRED,
            State.REVOKED,
            State.WITHDRAWN,
        }
    ),
    EventKind.GRANTED: frozenset(
        {
            State.NONE,
            State.POTENTIAL,
            State.UNCONFIRMED,
            State.EXPIRED,
            State.REVOKED,
            State.WITHDRAWN,
        }
    ),
    EventKind.RENEWED: frozenset({State.VALID, State.EXPIRED}),
    EventKind.EXTENDED: frozenset({State.VALID, State.EXPIRED}),
    EventKind.RERATED: frozenset({State.VALID}),
    EventKind.SUSPENDED: frozenset({State.VALID}),
    EventKind.LIFTED: frozenset({State.SUSPENDED}),
    EventKind.REVOKED: frozenset({State.VALID, State.SUSPENDED}),
    EventKind.WITHDRAWN: frozenset({State.VALID, State.SUSPENDED, State.POTENTIAL}),
    EventKind.ANNULLED: frozenset(),  # about the record, not about the certificate
}


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact about a certificate. `last_day` is the one printed on the paper, if any.

    `number` is its place in the certificate's record: of one day, what was accepted last stands.
    A correction counts at the `position` of what it corrects.
    """

    kind: EventKind
    effective: VagueDate
    stars: int | None = None
    last_day: date | None = None
    decided_on: date | None = None
    decision: str | None = None
    reason: str | None = None
    recorded_at: datetime | None = None
    number: int = 0
    evidence: Evidence = Evidence.RECOGNISED
    position: int | None = None

    @property
    def order_number(self) -> int:
        """Where it counts among the events of its day."""
        return self.position or self.number

    @property
    def possible(self) -> VagueDate:
        """When it can have taken effect: what a source reports had happened when we recorded it."""
        if self.recorded_at is None or self.effective.is_exact:
            return self.effective
        return self.effective.no_later_than(day_in_vietnam(self.recorded_at))


def known_at(events: Iterable[Event], moment: datetime) -> tuple[Event, ...]:
    """Only what was recorded by then: what our pages said at that moment."""
    return tuple(e for e in events if e.recorded_at is None or aware(e.recorded_at) <= moment)


def begun_by(events: Iterable[Event], day: date) -> tuple[Event, ...]:
    """Only what may have taken effect by then."""
    return tuple(e for e in events if e.effective.earliest <= day)


def aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day_in_vietnam(moment: datetime) -> date:
    try:
        return aware(moment).astimezone(VIETNAM).date()
    except OverflowError:  # the last hours of the calendar
        return moment.date()
