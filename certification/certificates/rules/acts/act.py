"""Acts of officers on a certificate, corrections included, and the event each puts on record."""

from dataclasses import dataclass
from datetime import date

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind


@dataclass(frozen=True, slots=True)
class Correction:
    """Which event was recorded by mistake, and why."""

    number: int
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What an officer puts on record: from `on` the certificate stands as `kind` says.

    An act that corrects another one stands in its place; ANNULLED puts nothing there.
    """

    kind: EventKind
    on: date
    signed: date | None = None
    stars: int | None = None
    last_day: date | None = None
    decision: str | None = None
    reason: str | None = None
    public_note: str | None = None
    correction: Correction | None = None

    @property
    def corrects(self) -> int:
        """The number of the event it corrects, 0 for none."""
        return self.correction.number if self.correction else 0


def event_of(act: Act) -> Event:
    """What the rules see of an act."""
    return Event(
        kind=act.kind,
        effective=VagueDate.exact(act.on),
        stars=act.stars,
        last_day=act.last_day,
        decided_on=act.signed,
        decision=act.decision,
        reason=act.reason,
    )
