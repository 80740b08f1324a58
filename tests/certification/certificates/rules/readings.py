"""Unknown days read one by one: what the rules must amount to, however they get there."""

from datetime import timedelta
from itertools import product

from certification.certificates.rules.history import tell
from certification.certificates.rules.state import State, facet

# Worse to overlook first; told where no reading has the paper in force.
GRAVEST = (
    State.REVOKED, State.SUSPENDED, State.WITHDRAWN, State.UNCONFIRMED, State.EXPIRED,
    State.POTENTIAL, State.PENDING, State.NONE,
)  # fmt: skip


def every_reading(listed):
    """All choices of days, one by one: what the few chosen histories must amount to."""
    spans = [(e.effective.latest - e.effective.earliest).days + 1 for e in listed]
    for offsets in product(*(range(days) for days in spans)):
        yield [
            (e.effective.earliest + timedelta(days=n), e)
            for e, n in zip(listed, offsets, strict=True)
        ]


def spans_by_every_reading(listed, at):
    """What each sensible reading says of a day; None where nothing has happened yet.

    Of what cannot have happened by then nothing is learnt.
    """
    begun = [e for e in listed if e.effective.earliest <= at]
    histories = [tell(reading) for reading in every_reading(begun)]
    least = min(history.oddities for history in histories)
    return [history.at(at) for history in histories if history.oddities == least]


def facet_by_every_reading(listed, at):
    states = {span.state if span else State.PENDING for span in spans_by_every_reading(listed, at)}
    if State.VALID in states:
        return "valid" if states == {State.VALID} else "unconfirmed"
    return facet(min(states, key=GRAVEST.index))
