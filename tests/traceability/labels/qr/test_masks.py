"""The quick choice of a mask gives symbols the library would draw, and as good a choice."""

import itertools
import re

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from qrcode.util import lost_point

from traceability.labels.qr.masks import Grid, best_mask, penalty
from traceability.labels.qr.matrix import matrix


def grid(rows):
    """Rows as binary numbers, as wide as there are rows."""
    return Grid.of([[bit == "1" for bit in f"{row:0{len(rows)}b}"] for row in rows])


PAYLOADS = [f"https://OCOP.VN/{number:09}S" for number in range(7, 12_000_000, 2_345_678)] + [
    "https://OCOP.VN/01/08938505970011/10/L251101A",
    "https://OCOP.VN/01/08938505970011/10/L251101A/21/7K3MX9QF2T4H",
]


def drawn_by_library(made, mask):
    for split in (0, 4, 20):
        symbol = qrcode.QRCode(made.version, int(made.level), border=0, mask_pattern=mask)
        symbol.add_data(made.payload, optimize=split)
        if symbol.best_fit(start=1) <= made.version:
            symbol.version = made.version
            symbol.make(fit=False)
            yield tuple(tuple(map(bool, row)) for row in symbol.modules)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_symbol_is_one_of_the_eight_the_library_draws_and_among_its_best(payload):
    made = matrix(payload)

    by_mask = [set(drawn_by_library(made, mask)) for mask in range(8)]
    cheapest = min(lost_point(rows) for drawings in by_mask for rows in drawings)
    assert sum(made.rows in drawings for drawings in by_mask) == 1
    assert lost_point(made.rows) <= 1.1 * cheapest


@pytest.mark.parametrize(
    ("rows", "cost"),
    [
        ((0b11, 0b11), 3 + 10 * 10),  # one block, 50 % too dark
        ((0b00, 0b00), 3 + 10 * 10),
        ((0b11, 0b00), 0),
        ((0b10, 0b01), 0),
        (tuple(0b10101 if row % 2 else 0b01010 for row in range(5)), 0),
        (
            tuple(0b11000 if row % 2 else 0b00011 for row in range(5)),
            3 + 20,
        ),  # a column of five light squares; 40 % dark
    ],
)
def test_the_cost_of_small_patterns_is_known(rows, cost):
    assert penalty(grid(rows)) == cost


def test_a_false_finder_costs_forty():
    quiet = [0b01001101001 if row % 2 else 0b10110010110 for row in range(11)]
    false = [*quiet[:5], 0b10111010000, *quiet[6:]]

    assert penalty(grid(false)) - penalty(grid(quiet)) >= 40 - 12


def test_the_cheapest_mask_is_taken():
    even, dark = grid((0b10, 0b01)), grid((0b11, 0b11))

    assert best_mask(dark, [dark ^ dark, dark ^ even]) == even


@given(
    st.integers(1, 30).flatmap(lambda n: st.lists(st.integers(0, 2**n - 1), min_size=n, max_size=n))
)
def test_the_cost_is_what_counting_square_by_square_gives(rows):
    assert penalty(grid(rows)) == counted(rows)


def counted(rows):
    """The rules of ISO/IEC 18004, section 7.8.3, the slow way."""
    side = len(rows)
    across = [f"{row:0{side}b}" for row in rows]
    lines = [*across, *map("".join, zip(*across, strict=True))]
    cost = sum(len(run.group()) - 2 for line in lines for run in re.finditer("0{5,}|1{5,}", line))
    for line in lines:
        cost += 40 * len(re.findall("(?=10111010000|00001011101)", line))
    for upper, lower in itertools.pairwise(across):
        cost += 3 * sum(
            len({upper[x], upper[x + 1], lower[x], lower[x + 1]}) == 1 for x in range(side - 1)
        )
    dark = "".join(across).count("1")
    return cost + 10 * (abs(20 * dark - 10 * side**2) // side**2)


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=7, max_size=7))
def test_a_grid_gives_back_its_rows(rows):
    assert Grid.of(rows).rows() == tuple(map(tuple, rows))
