"""Label papers people can buy, in millimetres, and how a symbol sits on each of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from traceability.labels.sheets.label import LabelsRefused

_MM_PER_INCH = 25.4

# GS1 wants at least 0.396 mm a square at retail; below 0.4 mm ink spread closes the gaps.
SMALLEST_SQUARE_MM = 0.4
_LARGEST_OFFSET_MM = 10.0


class LabelPosition(NamedTuple):
    """Where a label lies: its sheet, counted from 0, and its top left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One kind of paper. `inset` keeps text out of the margin that office printers cannot reach."""

    name: str
    page: tuple[float, float]
    label: tuple[float, float]
    grid: tuple[int, int] = (1, 1)  # columns, rows
    first: tuple[float, float] = (0.0, 0.0)
    gap: tuple[float, float] = (0.0, 0.0)
    inset: tuple[float, float] = (1.5, 1.5)
    symbol: float  # largest edge of the QR with its quiet zone
    symbol_left: float = 0.5
    points: float  # type size of the product's name
    smallest_points: float = 4.5
    dpi: int = 300
    stacked: bool = False  # text above and below the symbol instead of beside it

    @property
    def per_page(self) -> int:
        return self.grid[0] * self.grid[1]

    def places(self, start: int, offset_mm: tuple[float, float]) -> Iterator[LabelPosition]:
        """Endless places from label `start` (the first is 1), row by row. Raises LabelsRefused."""
        if not 1 <= start <= self.per_page:
            raise LabelsRefused(reason="start", start=start, most=self.per_page)
        # Said so that NaN is refused as well.
        if not all(abs(shift) <= _LARGEST_OFFSET_MM for shift in offset_mm):
            raise LabelsRefused(reason="offset", offset=offset_mm, most=_LARGEST_OFFSET_MM)
        return self._places(start - 1, offset_mm)

    def places_on_page(self) -> list[LabelPosition]:
        """Where the labels of one sheet lie, for a picture of it."""
        return list(islice(self._places(0, (0.0, 0.0)), self.per_page))

    def _places(self, index: int, offset_mm: tuple[float, float]) -> Iterator[LabelPosition]:
        columns = self.grid[0]
        while True:
            page, on_page = divmod(index, self.per_page)
            row, column = divmod(on_page, columns)
            x = self.first[0] + column * (self.label[0] + self.gap[0]) + offset_mm[0]
            y = self.first[1] + row * (self.label[1] + self.gap[1]) + offset_mm[1]
            yield LabelPosition(page, x, y)
            index += 1

    def square_mm(self, squares: int) -> float:
        """The edge of one QR square: as large as fits, in whole printer dots."""
        dots = math.floor(self.symbol / squares / self.dot_mm)
        if dots * self.dot_mm < SMALLEST_SQUARE_MM:
            raise LabelsRefused(reason="dense", layout=self.name, squares=squares)
        return dots * self.dot_mm

    def snapped(self, millimetres: float) -> float:
        """The nearest whole printer dot, so that every square is equally wide."""
        return round(millimetres / self.dot_mm) * self.dot_mm

    @property
    def dot_mm(self) -> float:
        return _MM_PER_INCH / self.dpi


_A4 = (210.0, 297.0)

A4_24 = Layout(
    name="a4-24",
    page=_A4,
    label=(70.0, 37.0),
    grid=(3, 8),
    first=(0.0, 0.5),
    inset=(4.5, 4.5),
    symbol=29.0,
    symbol_left=2.0,
    points=9.5,
)
A4_65 = Layout(
    name="a4-65",
    page=_A4,
    label=(38.1, 21.2),
    grid=(5, 13),
    first=(4.75, 10.7),
    gap=(2.5, 0.0),
    inset=(1.2, 1.0),
    symbol=18.0,
    symbol_left=0.3,
    points=6.4,
    smallest_points=4.0,
)
A4_14 = Layout(
    name="a4-14",
    page=_A4,
    label=(99.1, 38.1),
    grid=(2, 7),
    first=(4.65, 15.15),
    gap=(2.5, 0.0),
    inset=(3.0, 4.0),
    symbol=34.0,
    symbol_left=1.0,
    points=12.0,
)
A6_BOOTH = Layout(
    name="a6-booth",
    page=(105.0, 148.0),
    label=(105.0, 148.0),
    inset=(8.0, 9.0),
    symbol=62.0,
    points=19.0,
    smallest_points=8.0,
    stacked=True,
)
ROLL_50 = Layout(
    name="roll-50x30", page=(50.0, 30.0), label=(50.0, 30.0), symbol=25.0, points=7.5, dpi=203
)
ROLL_40 = Layout(
    name="roll-40x30", page=(40.0, 30.0), label=(40.0, 30.0), symbol=21.0, points=7.0, dpi=203
)
ROLL_35 = Layout(
    name="roll-35x22",
    page=(109.0, 22.0),
    label=(35.0, 22.0),
    grid=(3, 1),
    gap=(2.0, 0.0),
    inset=(0.8, 0.6),
    symbol=17.0,
    symbol_left=0.2,
    points=6.0,
    smallest_points=4.0,
    dpi=203,
)

LAYOUTS = {
    layout.name: layout for layout in (A4_24, A4_65, A4_14, A6_BOOTH, ROLL_50, ROLL_40, ROLL_35)
}
