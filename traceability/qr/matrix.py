"""A QR symbol as squares, before it becomes a drawing: small first, then as robust as is free."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

from traceability.qr.masks import Rows, best_mask

QUIET_ZONE = 4  # light squares that must surround a symbol

# Where qrcode may switch between letters and bytes; none of the three is always the smallest.
_SPLITS = (0, 4, 20)
_MASKS = 8


class Level(IntEnum):
    """How much dirt a symbol survives, weakest first. L is never used: one stain kills it."""

    M = ERROR_CORRECT_M
    Q = ERROR_CORRECT_Q
    H = ERROR_CORRECT_H


_FROM_STRONGEST = (Level.H, Level.Q, Level.M)


class Box(NamedTuple):
    """A dark rectangle, in squares from the symbol's own top left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Matrix:
    payload: str
    version: int
    level: Level
    rows: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        """Squares along one edge, without the quiet zone."""
        return len(self.rows)

    @property
    def full_side(self) -> int:
        """Squares along one edge, with the quiet zone on both ends."""
        return self.side + 2 * QUIET_ZONE

    def runs(self) -> Iterator[Box]:
        """The dark squares as horizontal runs, row by row."""
        for y, row in enumerate(self.rows):
            x = 0
            for dark, squares in groupby(row):
                width = sum(1 for _ in squares)
                if dark:
                    yield Box(x, y, width, 1)
                x += width

    def boxes(self) -> list[Box]:
        """The runs, those of equal place and width in following rows joined into one box."""
        done: list[Box] = []
        growing: dict[tuple[int, int], Box] = {}
        for run in self.runs():
            place = run.x, run.width
            above = growing.get(place)
            if above is not None and above.y + above.height == run.y:
                growing[place] = above._replace(height=above.height + 1)
                continue
            if above is not None:
                done.append(above)
            growing[place] = run
        return sorted([*done, *growing.values()], key=lambda box: (box.y, box.x))


@lru_cache(maxsize=512)
def matrix(payload: str) -> Matrix:
    """The smallest symbol at level M, then the highest level that needs no larger one."""
    version = min(_smallest(payload, Level.M, split) for split in _SPLITS)
    level, split = next(
        (level, split)
        for level in _FROM_STRONGEST
        for split in _SPLITS
        if _smallest(payload, level, split) <= version
    )
    drawn = _drawn(_symbol(payload, level, split, version), mask=0)
    rows = best_mask(drawn, _flips(version, level))
    return Matrix(payload, version, level, tuple(_squares(row, len(rows)) for row in rows))


@lru_cache(maxsize=len(Level) * 40)
def _flips(version: int, level: Level) -> tuple[Rows, ...]:
    """What each mask changes in a symbol of mask 0: the same squares whatever the payload."""
    symbol = _symbol("0", level, 0, version)
    plain = _drawn(symbol, mask=0)
    masks = (_drawn(symbol, mask) for mask in range(_MASKS))
    return tuple(tuple(a ^ b for a, b in zip(plain, rows, strict=True)) for rows in masks)


def _drawn(symbol: "qrcode.QRCode[Any]", mask: int) -> Rows:
    symbol.makeImpl(test=False, mask_pattern=mask)
    return tuple(int("".join("1" if x else "0" for x in row), 2) for row in symbol.modules)


def _squares(row: int, side: int) -> tuple[bool, ...]:
    return tuple(square == "1" for square in f"{row:0{side}b}")


def _smallest(payload: str, level: Level, split: int) -> int:
    return _symbol(payload, level, split).best_fit(start=1)


def _symbol(
    payload: str, level: Level, split: int, version: int | None = None
) -> "qrcode.QRCode[Any]":  # generic in its type stubs only
    symbol = qrcode.QRCode(version=version, error_correction=level, border=0)
    symbol.add_data(payload, optimize=split)
    return symbol
