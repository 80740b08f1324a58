"""Geometry of a bar chart: heights and grid lines on a round scale."""

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One column; `height` is a share of the chart from 0 to 1, None where no number is shown."""

    label: str
    value: int | None
    height: float | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """All columns, and the numbers at the grid lines from the top down to zero."""

    bars: tuple[Bar, ...]
    top: int

    @property
    def lines(self) -> tuple[int, int, int]:
        return self.top, self.top // 2, 0

    @property
    def is_empty(self) -> bool:
        return all(bar.value is None for bar in self.bars)


def bar_chart(values: Sequence[tuple[str, int | None]]) -> BarChart:
    top = round_above(max((value or 0 for _, value in values), default=0))
    return BarChart(
        tuple(Bar(label, value, None if value is None else value / top) for label, value in values),
        top,
    )


def round_above(number: int) -> int:
    """The next of 10, 20, 50, 100, 200, … that is not smaller: half of it is whole as well."""
    power = 10
    while True:
        for step in STEPS:
            if step * power >= number:
                return step * power
        power *= 10
