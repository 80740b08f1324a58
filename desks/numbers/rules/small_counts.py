"""Rules of small counts: what so few people did is not shown to anybody (docs/privacy.md)."""

FEWEST = 5


def shown(count: int, people: int) -> int | None:
    """The count of a day; None where fewer than five people are behind it."""
    return count if people >= FEWEST else None


def at_least(count: int, people: int) -> int | None:
    """A sum, rounded down to fives: beside single days an exact one would tell the hidden ones."""
    return count // FEWEST * FEWEST if people >= FEWEST else None
