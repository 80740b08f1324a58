"""Small drawings of where things are: the area itself, or its place within its province."""

import json
import re
from dataclasses import dataclass
from functools import cache
from math import cos, log, pi, radians, tan
from pathlib import Path

from traceability.queries.areas import LinkedArea

_MAP = Path(__file__).parents[2] / "data" / "provinces_map.json"
_MARGIN = 0.06
_SIDE = 100.0
_MOST_CORNERS = 120

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG path in its own measure: "area" for a real outline, "province" for a place in one."""

    kind: str
    view_box: str
    path: str
    size: float  # the longer side of the view box, to measure strokes and the pin by
    pin: Point | None = None


def drawing(area: LinkedArea) -> Drawing | None:
    """The area's own outline where it is known, otherwise its place within the province."""
    if area.outline and len(area.outline) > 2:  # noqa: PLR2004 - three corners make an area
        return _own(area.outline)
    return in_province(area.province_slug, area.lat, area.lon)


def in_province(slug: str, lat: float | None = None, lon: float | None = None) -> Drawing | None:
    """A province's outline with a pin, where the point is known."""
    found = _provinces().get(slug)
    if found is None:
        return None
    path, (left, top, right, bottom) = found
    size = max(right - left, bottom - top)
    pin = projected(lat, lon) if lat is not None and lon is not None else None
    return Drawing("province", _box(left, top, right, bottom), path, size, pin)


def projected(lat: float, lon: float) -> Point:
    """A point in the measure of the provinces' map (Mercator, good to about 10 km)."""
    y = 1243.2 - 2960.8 * log(tan(pi / 4 + radians(lat) / 2))
    return round(52.31 * lon - 5346.2, 1), round(y, 1)


def _own(outline: list[list[float]]) -> Drawing:
    """The polygon, as wide as a degree of longitude is there, fitted to a square."""
    middle = sum(lat for _, lat in outline) / len(outline)
    step = max(1, len(outline) // _MOST_CORNERS)
    flat = [(lon * cos(radians(middle)), -lat) for lon, lat in outline[::step]]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    extent = max(max(x for x, _ in flat) - left, max(y for _, y in flat) - top) or 1.0
    points = [((x - left) / extent * _SIDE, (y - top) / extent * _SIDE) for x, y in flat]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return Drawing("area", _box(0, 0, right, bottom), path, _SIDE)


def _box(left: float, top: float, right: float, bottom: float) -> str:
    margin = max(right - left, bottom - top) * _MARGIN
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    return f"{left - margin:.1f} {top - margin:.1f} {width:.1f} {height:.1f}"


@cache
def _provinces() -> dict[str, tuple[str, tuple[float, float, float, float]]]:
    """Outlines and their bounds, read once."""
    listed = json.loads(_MAP.read_text(encoding="utf-8"))["provinces"]
    return {unit["slug"]: (unit["d"], _bounds(unit["d"])) for unit in listed}


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
