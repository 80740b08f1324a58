"""Quantity price steps: who takes more pays less for each, and never more."""

from collections.abc import Sequence
from typing import NamedTuple

from marketplace.offers.errors import TermRefused

MOST_STEPS = 5


class PriceStep(NamedTuple):
    """From this quantity on, each costs so much."""

    quantity: int
    price_dong: int


def checked_steps(steps: Sequence[PriceStep], price_dong: int | None) -> list[PriceStep]:
    """Steps in the order of quantity. Raises TermRefused unless each is cheaper than before."""
    if steps and price_dong is None:
        raise TermRefused("steps_without_price")
    if len(steps) > MOST_STEPS:
        raise TermRefused("steps_too_many", most=MOST_STEPS)
    ordered = sorted(steps)
    before = PriceStep(1, price_dong or 0)
    for step in ordered:
        if step.quantity <= before.quantity:
            raise TermRefused("step_quantity", quantity=step.quantity)
        if step.price_dong >= before.price_dong:
            raise TermRefused("step_not_cheaper", quantity=step.quantity)
        before = step
    return ordered
