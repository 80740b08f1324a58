"""Precedence among several certificates of one product: which speaks, and which must be heard."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from certification.certificates.rules.events import LEVELS, State
from certification.certificates.rules.standing import Standing

# The stars a revocation takes for an untrue file, a breach of law or misuse of the mark concern the
# buyer of packs already in the shop; the other grounds do not touch what was made before.
GROUNDS_TO_WARN_OF = ("a", "c", "d")

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
    chosen = listed[in_order(listed)[0]]
    changes = [standing.change_on for standing in listed if standing.change_on]
    soonest = min(changes, default=None)
    return chosen if soonest == chosen.change_on else replace(chosen, change_on=soonest)


def in_order(standings: Sequence[Standing]) -> list[int]:
    """Places of the standings, the one that speaks first; an answered proposal comes last."""

    def key(place: int) -> tuple[object, ...]:
        standing = standings[place]
        return not _is_answered(standing, standings), precedence(standing)

    return sorted(range(len(standings)), key=key, reverse=True)


def _is_answered(proposal: Standing, standings: Iterable[Standing]) -> bool:
    """Whether a paper came after a proposal: five stars in its time, or any level for certain."""
    if proposal.state is not State.POTENTIAL or proposal.since is None:
        return False
    papers = [s for s in standings if s.paper_stars and s.issued]
    return any(
        s.issued.earliest >= proposal.since.latest
        or (s.stars == max(LEVELS) and s.issued.latest >= proposal.since.earliest)
        for s in papers
        if s.issued
    )


def warning(standings: Iterable[Standing]) -> Standing | None:
    """The revocation that buyers are warned of, whatever the product's other papers say.

    None where the product was recognised anew since: for certain after the day of revocation,
    whatever became of that paper.
    """
    listed = tuple(standings)
    revoked = [standing for standing in listed if concerns_buyers(standing)]
    if not revoked:
        return None
    newest = max(revoked, key=precedence)
    anew = (s.issued.earliest for s in listed if s.paper_stars and s.issued)
    if newest.since is not None and any(day > newest.since.latest for day in anew):
        return None
    return newest


def concerns_buyers(standing: Standing) -> bool:
    return standing.state is State.REVOKED and standing.reason in GROUNDS_TO_WARN_OF


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
