"""Pack sizes, and the unit price (đồng for a kilo or a litre) that follows from one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from marketplace.offers.errors import TermRefused

MOST_AMOUNT = 10_000_000  # ten tonnes, ten thousand litres
BASE = 1_000  # grams of a kilo, millilitres of a litre


class Measure(StrEnum):
    """What a pack is measured in; kept in the smaller unit."""

    GRAM = "g"
    MILLILITRE = "ml"


_UNITS: dict[str, tuple[Measure, int]] = {
    "g": (Measure.GRAM, 1),
    "gr": (Measure.GRAM, 1),
    "gam": (Measure.GRAM, 1),
    "gram": (Measure.GRAM, 1),
    "lạng": (Measure.GRAM, 100),
    "kg": (Measure.GRAM, BASE),
    "cân": (Measure.GRAM, BASE),
    "ký": (Measure.GRAM, BASE),
    "ml": (Measure.MILLILITRE, 1),
    "l": (Measure.MILLILITRE, BASE),
    "lít": (Measure.MILLILITRE, BASE),
}
_PACK = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*([^\W\d_]+)\.?")
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")  # a decimal point, or a thousands separator


@dataclass(frozen=True, slots=True)
class Pack:
    """How much is in one piece of what is sold."""

    amount: int
    measure: Measure


def pack(typed: str) -> Pack:
    """The pack of "500 g", "0,5 kg", "1 lít". Raises TermRefused."""
    parts = _PACK.fullmatch(typed.strip().casefold())
    if parts is None or parts.group(2) not in _UNITS:
        raise TermRefused("pack_unknown")
    number, (measure, factor) = parts.group(1), _UNITS[parts.group(2)]
    if _EITHER.fullmatch(number):
        raise TermRefused("pack_two_readings", typed=typed.strip())
    amount = Fraction(number.replace(",", ".")) * factor
    if amount.denominator != 1 or not 1 <= amount <= MOST_AMOUNT:
        raise TermRefused("pack_out_of_range")
    return Pack(int(amount), measure)


def written(amount: int, measure: str) -> str:
    """A pack as people write it, in the larger unit where that is a whole number or a half."""
    if amount >= BASE and amount % (BASE // 2) == 0:
        whole, rest = divmod(amount, BASE)
        return f"{whole}{',5' if rest else ''} {'kg' if measure == Measure.GRAM else 'lít'}"
    return f"{amount} {measure}"


def unit_price(price_dong: int, amount: int) -> int:
    """Đồng for a kilo or a litre, to the nearest đồng (half up)."""
    return (2 * price_dong * BASE + amount) // (2 * amount)
