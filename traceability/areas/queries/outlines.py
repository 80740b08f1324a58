"""Small drawings of where things are: the area itself, or its place within its province."""

from dataclasses import dataclass
from math import cos, radians

from registry.queries.province_map import Point, outlines, point
from traceability.areas.queries.areas import LinkedArea

_MARGIN = 0.06
_SIDE = 100.0
_MOST_CORNERS = 120


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
    return in_province(area.place.province_slug, area.lat, area.lon)


def in_province(slug: str, lat: float | None = None, lon: float | None = None) -> Drawing | None:
    """A province's outline with a pin, where the point is known."""
    outline = outlines().get(slug)
    if outline is None:
        return None
    size = max(outline.right - outline.left, outline.bottom - outline.top)
    box = _box(outline.left, outline.top, outline.right, outline.bottom)
    return Drawing("province", box, outline.path, size, point(lat, lon))


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
