"""Status keywords of the catalogue's index: the standing of certificates as filters and facets.

A standing is "<state>-<stars>", such as "valid-4". The search engine knows it as a word to filter
and count by, with the numbers that rank what bears it; what the word means is known here alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
from typing import TypeVar

from search.engine import RankedStatus

VALID = "valid"
STATES = ("valid", "potential", "unconfirmed", "suspended", "expired", "revoked", "none")
STARS = (3, 4, 5)
STANDINGS = tuple(f"{state}-{stars}" for state in STATES for stars in (*STARS, 0))
BOOSTS = {"valid-5": 0.095, "valid-4": 0.09, "valid-3": 0.085, "potential-0": 0.03}

_NUMBERS = {3: ("3", "ba"), 4: ("4", "bốn"), 5: ("5", "năm")}
_NOUNS = ("sao", "saos", "star", "stars")
# What people type when they mean stars in force: "mật ong 4 sao".
STAR_PHRASES = {
    f"{number} {noun}": (f"{VALID}-{stars}",)
    for stars, numbers in _NUMBERS.items()
    for number, noun in product(numbers, _NOUNS)
}

Key = TypeVar("Key", str, int)


def ranked(standing: str) -> RankedStatus:
    """A standing as the index keeps it."""
    return RankedStatus(standing, boost=BOOSTS.get(standing, 0.0), tier=tier(standing))


def split(standing: str) -> tuple[str, int]:
    """The state and the stars of "valid-4"."""
    state, _, stars = standing.rpartition("-")
    return state, int(stars)


def tier(standing: str) -> int:
    """The place of a standing in a list nobody searched: in force first, more stars first."""
    state, stars = split(standing)
    if state == VALID:
        return 12 + stars
    if state == "potential":
        return 10
    if state == "unconfirmed":
        return 4 + stars
    return 1 if state == "expired" else 0


def allowed(*, states: Iterable[str] = (), stars: Iterable[int] = ()) -> tuple[str, ...]:
    """The standings that pass both filters; none when nothing is filtered.

    Stars asked alone mean stars in force.
    """
    states, stars = tuple(states), tuple(stars)
    if not states and not stars:
        return ()
    states = states or (VALID,)
    passing = (s for s in STANDINGS if split(s)[0] in states)
    return tuple(s for s in passing if not stars or split(s)[1] in stars)


def state_counts(standings: Mapping[str, int], stars: Iterable[int] = ()) -> dict[str, int]:
    """Documents per state, blind to the filter on state."""
    counts: Counter[str] = Counter()
    stars = tuple(stars)
    for standing, number in standings.items():
        state, count = split(standing)
        if not stars or count in stars:
            counts[state] += number
    return _present(counts)


def star_counts(standings: Mapping[str, int], states: Iterable[str] = ()) -> dict[int, int]:
    """Documents per stars in force (or in the states asked for), blind to the filter on stars."""
    counts: Counter[int] = Counter()
    counted = tuple(states) or (VALID,)
    for standing, number in standings.items():
        state, stars = split(standing)
        if state in counted and stars:
            counts[stars] += number
    return _present(counts)


def _present(counts: Mapping[Key, int]) -> dict[Key, int]:
    return {key: number for key, number in counts.items() if number > 0}
