"""Illustrative prices: plausible, steady, and there for every illustration."""

import csv

from config import ROOT
from marketplace.offers.rules.illustrative import BASES, illustrative_offer


def test_every_illustration_has_a_price():
    with (ROOT / "data" / "prints.csv").open(encoding="utf-8", newline="") as file:
        assert set(BASES) == {row["print"] for row in csv.DictReader(file)}


def test_the_same_product_always_gets_the_same_offer():
    assert illustrative_offer("honey", 5) == illustrative_offer("honey", 5)
    assert illustrative_offer("honey", 5).price_dong % 1_000 == 0


def test_some_products_have_no_price_and_some_are_sold_out():
    offers = [illustrative_offer("tea", number) for number in range(1, 200)]

    assert offers.count(None) == 22
    assert sum(offer is not None and offer.stock == 0 for offer in offers) == 14
    assert all(120_000 <= offer.price_dong <= 160_000 for offer in offers if offer)
