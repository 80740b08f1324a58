"""Four-eyes principle: how long an act waits for its second person, and who that may be."""

from datetime import datetime, timedelta
from enum import StrEnum

LIFE = timedelta(days=7)  # since it was proposed


class SecondDecision(StrEnum):
    """What the second person said."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


class ActState(StrEnum):
    """Where an act of two persons stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"


def state_of(decision: str | None, expires_at: datetime, at: datetime) -> ActState:
    if decision:
        return ActState(decision)
    return ActState.EXPIRED if expires_at <= at else ActState.WAITING
