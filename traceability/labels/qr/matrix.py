"""QR encoder: the modules of the smallest version, with the best error correction that fits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.util import (
    BIT_LIMIT_TABLE,
    MODE_ALPHA_NUM,
    MODE_NUMBER,
    QRData,
    length_in_bits,
    optimal_data_chunks,
)

from traceability.labels.qr.masks import Grid, best_mask

QUIET_ZONE = 4  # light squares that must surround a symbol

# Where qrcode may switch between letters and bytes; none of the three is always the smallest.
_SPLITS = (0, 4, 20)
_VERSIONS = range(1, 41)
_MASKS = 8
_HEADER_BITS = 4  # tell which kind of piece follows
_DARK = re.compile(rb"\x01+")


class ErrorCorrection(IntEnum):
    """How much dirt a symbol survives, weakest first. L is never used: one stain kills it."""

    M = ERROR_CORRECT_M
    Q = ERROR_CORRECT_Q
    H = ERROR_CORRECT_H


_FROM_STRONGEST = (ErrorCorrection.H, ErrorCorrection.Q, ErrorCorrection.M)


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
    level: ErrorCorrection
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
            for run in _DARK.finditer(bytes(row)):
                yield Box(run.start(), y, run.end() - run.start(), 1)

    def boxes(self) -> list[Box]:
        """The runs, those of equal place and width in following rows joined into one box."""
        done: list[Box] = []
        growing: dict[tuple[int, int], int] = {}  # place and width, and the row where it began
        for y, row in enumerate((*self.rows, ())):
            present = {run.span() for run in _DARK.finditer(bytes(row))}
            for start, end in growing.keys() - present:
                top = growing.pop((start, end))
                done.append(Box(start, top, end - start, y - top))
            for span in present - growing.keys():
                growing[span] = y
        return sorted(done, key=lambda box: (box.y, box.x))


@lru_cache(maxsize=512)
def matrix(payload: str) -> Matrix:
    """The smallest symbol at level M, then the highest level that needs no larger one.

    LRU cache: saves the 0.8 ms of making one.
    """
    splits = [_chunks(payload, split) for split in _SPLITS]
    version = next(
        (version for version in _VERSIONS if _fitting(splits, version, ErrorCorrection.M)), None
    )
    if version is None:
        raise DataOverflowError
    level, chunks = next(
        (level, chunks) for level in _FROM_STRONGEST for chunks in _fitting(splits, version, level)
    )
    drawn = _drawn(_symbol(chunks, version, level), mask=0)
    return Matrix(payload, version, level, best_mask(drawn, _flips(version, level)).rows())


@lru_cache(maxsize=len(ErrorCorrection) * 40)
def _flips(version: int, level: ErrorCorrection) -> tuple[Grid, ...]:
    """What each mask changes in a symbol of mask 0: the same squares whatever the payload.

    LRU cache: saves 2.8 ms for each symbol of the same size.
    """
    symbol = _symbol(_chunks("0", 0), version, level)
    plain = _drawn(symbol, mask=0)
    return tuple(plain ^ _drawn(symbol, mask) for mask in range(_MASKS))


def _drawn(symbol: "qrcode.QRCode[Any]", mask: int) -> Grid:
    symbol.makeImpl(test=False, mask_pattern=mask)
    return Grid.of([list(map(bool, row)) for row in symbol.modules])


def _chunks(payload: str, split: int) -> list[QRData]:
    """The payload in pieces of digits, capitals or bytes, each at least `split` long."""
    return list(optimal_data_chunks(payload, minimum=split)) if split else [QRData(payload)]


def _fitting(
    splits: list[list[QRData]], version: int, level: ErrorCorrection
) -> list[list[QRData]]:
    room = BIT_LIMIT_TABLE[level][version]
    return [chunks for chunks in splits if _bits(chunks, version) <= room]


def _bits(chunks: list[QRData], version: int) -> int:
    """What the pieces take; the library would write them out to know."""
    return sum(
        _HEADER_BITS + length_in_bits(piece.mode, version) + _content_bits(piece)
        for piece in chunks
    )


def _content_bits(piece: QRData) -> int:
    if piece.mode == MODE_NUMBER:
        return (10 * len(piece) + 2) // 3  # 10 bits for three digits, 7 for two, 4 for one
    if piece.mode == MODE_ALPHA_NUM:
        return (11 * len(piece) + 1) // 2  # 11 bits for two characters, 6 for one
    return 8 * len(piece)


def _symbol(chunks: list[QRData], version: int, level: ErrorCorrection) -> "qrcode.QRCode[Any]":
    symbol: qrcode.QRCode[Any] = qrcode.QRCode(version=version, error_correction=level, border=0)
    for piece in chunks:
        symbol.add_data(piece)
    return symbol
