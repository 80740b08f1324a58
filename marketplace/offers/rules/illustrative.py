"""Illustrative prices: plausible for the kind of product, steady, and real for none."""

from typing import NamedTuple

STEP_DONG = 5_000
SPREAD = 9  # prices of one kind vary by this many steps
NO_PRICE_EVERY = 9  # some products are offered on request only, as in any market
SOLD_OUT_EVERY = 13

# Kind of illustration → lowest price in đồng and the unit a buyer reads.
BASES: dict[str, tuple[int, str]] = {
    "birds_nest": (450_000, "hộp 6 lọ 70 ml"),
    "bonsai": (350_000, "chậu"),
    "cake": (45_000, "hộp 300 g"),
    "cashew": (110_000, "hũ 500 g"),
    "citrus": (40_000, "kg"),
    "cloth": (220_000, "chiếc"),
    "coconut": (50_000, "hộp 400 g"),
    "coffee": (95_000, "gói 500 g"),
    "drink_bottle": (35_000, "chai 500 ml"),
    "fish": (130_000, "gói 500 g"),
    "fish_sauce": (75_000, "chai 500 ml"),
    "herbal_medicine": (180_000, "hộp"),
    "herbal_tea": (70_000, "hộp 20 túi"),
    "hills": (350_000, "khách"),
    "honey": (140_000, "chai 500 ml"),
    "ice_cream": (15_000, "hộp"),
    "incense": (60_000, "hộp"),
    "lantern": (120_000, "chiếc"),
    "livestock": (95_000, "kg"),
    "lotus": (85_000, "gói 500 g"),
    "meat_roll": (90_000, "cây 500 g"),
    "melon": (45_000, "kg"),
    "mushroom": (85_000, "gói 200 g"),
    "noodles": (40_000, "gói 500 g"),
    "oil": (90_000, "chai 250 ml"),
    "peanut": (55_000, "gói 500 g"),
    "pearl": (900_000, "chiếc"),
    "pottery": (180_000, "chiếc"),
    "powder_bowl": (65_000, "hũ 300 g"),
    "rice": (140_000, "túi 5 kg"),
    "rice_cracker": (30_000, "gói 400 g"),
    "round_fruit": (50_000, "kg"),
    "salt": (20_000, "gói 500 g"),
    "sauce_jar": (50_000, "hũ 400 g"),
    "seafood": (180_000, "gói 500 g"),
    "smoked_meat": (190_000, "gói 500 g"),
    "spices": (55_000, "gói 200 g"),
    "stilt_house": (280_000, "khách/đêm"),
    "sweets": (40_000, "gói 350 g"),
    "tea": (120_000, "gói 200 g"),
    "tropical_fruit": (50_000, "kg"),
    "vegetables": (30_000, "kg"),
    "wine_jar": (120_000, "chai 500 ml"),
    "basket": (150_000, "chiếc"),
    "wood": (160_000, "chiếc"),
}


class IllustrativeOffer(NamedTuple):
    """A price for a trial run."""

    price_dong: int
    unit: str
    stock: int


def illustrative_offer(motif: str, number: int) -> IllustrativeOffer | None:
    """The offer of the `number`th product of a kind; None where a price is given on request."""
    base = BASES.get(motif)
    if base is None or number % NO_PRICE_EVERY == 0:
        return None
    lowest, unit = base
    mixed = number * 2_654_435_761 % 2**32
    stock = 0 if number % SOLD_OUT_EVERY == 0 else 5 + mixed % 90
    return IllustrativeOffer(lowest + mixed // 97 % SPREAD * STEP_DONG, unit, stock)
