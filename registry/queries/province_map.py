"""Map projection: outlines of the provinces, and where a coordinate lies on the drawn map."""

import json
import re
from dataclasses import dataclass
from functools import cache
from math import log, pi, radians, tan
from pathlib import Path

_FILE = Path(__file__).parents[2] / "data" / "provinces_map.json"
_ROOM = 1.24  # around a province, so that its neighbours are seen
_WIDE = 1.4  # how much wider than high a detail is
_SHARE = 0.72  # of its width for the province; the rest keeps free for the whole country
_LEAST = 64.0  # of the map's measure: a city of its own would fill the picture with nothing
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the map to show, in the map's own measure."""

    left: float
    top: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"{self.left:.1f} {self.top:.1f} {self.width:.1f} {self.height:.1f}"


WHOLE = Frame(-14, -10, 840, 893)


@dataclass(frozen=True, slots=True)
class Outline:
    """A province's border without its far islands, and its bounds."""

    path: str
    left: float
    top: float
    right: float
    bottom: float

    def frame(self) -> Frame:
        """The province among its neighbours, left of the middle."""
        wide, high = (self.right - self.left) * _ROOM, (self.bottom - self.top) * _ROOM
        width = max(wide / _SHARE, high * _WIDE, _LEAST)
        height = width / _WIDE
        left = (self.left + self.right) / 2 - width * _SHARE / 2
        return Frame(left, (self.top + self.bottom) / 2 - height / 2, width, height)


def point(lat: float | None, lon: float | None) -> Point | None:
    """A place in the map's measure (Mercator, good to about 10 km)."""
    if lat is None or lon is None:
        return None
    y = 1243.2 - 2960.8 * log(tan(pi / 4 + radians(lat) / 2))
    return round(52.31 * lon - 5346.2, 1), round(y, 1)


def frame_of(slug: str) -> Frame:
    """Where to look for a province; the whole country for one that is not drawn."""
    outline = outlines().get(slug)
    return outline.frame() if outline else WHOLE


@cache
def outlines() -> dict[str, Outline]:
    """Outlines by the province's slug, read once, in 5 ms."""
    listed = json.loads(_FILE.read_text(encoding="utf-8"))["provinces"]
    return {unit["slug"]: Outline(unit["d"], *_bounds(unit["d"])) for unit in listed}


def _bounds(path: str) -> tuple[float, float, float, float]:
    """Of a path that starts each piece with M and goes on with relative lines."""
    xs: list[float] = []
    ys: list[float] = []
    for piece in filter(None, path.split("M")):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", piece)]
        x = y = 0.0
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)
