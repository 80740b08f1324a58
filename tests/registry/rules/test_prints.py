"""A product's name chooses its illustration."""

import csv
from pathlib import Path

import pytest

from registry.rules.prints import choose_print, motifs

DATA = Path(__file__).parents[3] / "data"
ORDERED = motifs(
    [
        {"print": "ice_cream", "vi_words": "^kem; sữa chua"},
        {"print": "fish", "vi_words": "cá"},
        {"print": "coffee", "vi_words": "cà phê"},
    ]
)


@pytest.mark.parametrize(
    ("name", "motif"),
    [
        ("Kem dừa", "ice_cream"),
        ("Bánh kem", "basket"),
        ("Sữa chua nếp cẩm", "ice_cream"),
        ("Khô CÁ lóc", "fish"),
        ("Cà phê bột", "coffee"),
        ("Ca cao", "basket"),
        ("Cánh gà", "basket"),
    ],
)
def test_the_first_motif_with_a_whole_word_of_the_name_wins(name, motif):
    assert choose_print(name, ORDERED, group=4) == motif


def test_the_words_choose_what_was_chosen_by_hand_for_the_catalogue():
    with (DATA / "prints.csv").open(encoding="utf-8") as file:
        ordered = motifs(csv.DictReader(file))
    with (DATA / "ocop_products.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert choose_print(row["product_name"], ordered, group=1) == row["print"], row
