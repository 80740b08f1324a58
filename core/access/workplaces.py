"""Workplaces: the producers a person works for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Workplace:
    """One producer of a person; the chosen one is where they work just now."""

    producer_id: int
    slug: str
    name: str
    is_chosen: bool
