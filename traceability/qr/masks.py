"""Chooses the mask of a QR symbol: the one of eight that scanners confuse least.

The library judges all eight by drawing each anew, square by square. Masks flip the same squares
whatever the text, so here one drawing and seven exclusive-ors do, with rows as integers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_RUNS = re.compile(r"0{5,}|1{5,}")
# A finder square's rhythm beside four light squares; found where one starts, also overlapping.
_FALSE_FINDERS = re.compile(r"(?=10111010000|00001011101)")
_BLOCK_COST, _FINDER_COST, _SHARE_COST = 3, 40, 10

Rows = tuple[int, ...]


def best_mask(drawn: Rows, flips: Sequence[Rows]) -> Rows:
    """`drawn` with the flips that cost least by the rules of ISO/IEC 18004, section 7.8.3."""
    candidates = [
        tuple(row ^ flip for row, flip in zip(drawn, mask, strict=True)) for mask in flips
    ]
    return min(candidates, key=penalty)


def penalty(rows: Rows) -> int:
    side = len(rows)
    across = [f"{row:0{side}b}" for row in rows]
    down = ["".join(column) for column in zip(*across, strict=True)]
    text = " ".join((*across, *down))
    # A run of five costs 3 and every further square 1; no run reaches over a blank.
    runs = sum(len(run) - 2 for run in _RUNS.findall(text))
    finders = _FINDER_COST * len(_FALSE_FINDERS.findall(text))
    return runs + finders + _BLOCK_COST * _blocks(rows) + _SHARE_COST * _imbalance(rows)


def _blocks(rows: Rows) -> int:
    """How often four squares in a square are all dark or all light."""
    inner = (1 << (len(rows) - 1)) - 1
    count = 0
    for upper, lower in pairwise(rows):
        dark, light = upper & lower, ~(upper | lower)
        count += (dark & dark >> 1 & inner).bit_count() + (light & light >> 1 & inner).bit_count()
    return count


def _imbalance(rows: Rows) -> int:
    """Whole steps of 5 % between the share of dark squares and one half."""
    squares = len(rows) ** 2
    dark = sum(row.bit_count() for row in rows)
    return abs(20 * dark - 10 * squares) // squares
