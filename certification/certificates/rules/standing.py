"""Standing: what is so about a certificate, or a product, on a day."""

from dataclasses import dataclass, field
from datetime import date

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import ASSESSED_ONLY, State

FACETS = {
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

WARNED_AT = (30, 90, 180)  # days before a paper runs out: a re-evaluation takes its time


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
    ends_on: date | None = None  # last day in force where a recorded act ends it before its term
    # Equal standings are shown alike wherever only what is above is shown.
    paper: str | None = field(default=None, compare=False)
    act: int | None = field(default=None, compare=False)
    paper_act: int | None = field(default=None, compare=False)

    @property
    def good_until(self) -> VagueDate | None:
        """The last day good as far as anything on record tells: of the term, or before an act."""
        return VagueDate.exact(self.ends_on) if self.ends_on else self.until

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
    return FACETS[state]


def days_left(standing: Standing, at: date) -> int | None:
    """Days until the last one that is good for certain; None for what is not in force."""
    until = standing.good_until
    return (until.earliest - at).days if standing.in_force and until else None


def warning_level(standing: Standing, at: date) -> int | None:
    """The nearest number of days at which people are warned, once it has come."""
    left = days_left(standing, at)
    if left is None:
        return None
    return next((days for days in WARNED_AT if left <= days), None)
