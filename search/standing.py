"""Certificate standing in the index: state and stars in one word, now and after the next change."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

VALID = "valid"
STATES = ("valid", "potential", "unconfirmed", "suspended", "expired", "revoked", "none")
STARS = (3, 4, 5)
STANDINGS = tuple(f"{state}-{stars}" for state in STATES for stars in (*STARS, 0))

Key = TypeVar("Key", str, int)


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


def matches(standing: str, states: Iterable[str], stars: Iterable[int]) -> bool:
    """Whether a standing passes both filters; stars asked alone mean stars in force."""
    state, count = split(standing)
    states, stars = tuple(states), tuple(stars)
    if not stars:
        return not states or state in states
    return count in stars and state in (states or (VALID,))


def state_counts(standings: Mapping[str, int], stars: Iterable[int]) -> dict[str, int]:
    """Documents per state, blind to the filter on state."""
    counts: Counter[str] = Counter()
    stars = tuple(stars)
    for standing, number in standings.items():
        state, count = split(standing)
        if not stars or count in stars:
            counts[state] += number
    return _present(counts)


def star_counts(standings: Mapping[str, int], states: Iterable[str]) -> dict[int, int]:
    """Documents per stars in force (or in the states asked for), blind to the filter on stars."""
    counts: Counter[int] = Counter()
    allowed = tuple(states) or (VALID,)
    for standing, number in standings.items():
        state, stars = split(standing)
        if state in allowed and stars:
            counts[stars] += number
    return _present(counts)


def after_changes(
    written: Mapping[str, int], outdated: Mapping[str, int], replaced: Mapping[str, int]
) -> dict[str, int]:
    """Counts as of today: what is written, less what has changed since, plus what it became."""
    counts = Counter(written)
    counts.subtract(outdated)
    counts.update(replaced)
    return _present(counts)


def _present(counts: Mapping[Key, int]) -> dict[Key, int]:
    return {key: number for key, number in counts.items() if number > 0}
