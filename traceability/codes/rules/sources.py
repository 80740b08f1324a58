"""Freshness of a source, from the date of its publication as exactly as it is known."""

from datetime import date, timedelta

FRESH = timedelta(days=7)


def is_stale(source_date: str, today: date) -> bool:
    """Whether a publication of that day, month, year or unknown day is no news any more."""
    try:
        return today - date.fromisoformat(source_date) > FRESH
    except ValueError:  # a month, a year or nothing
        return True
