"""Points on the map of the provinces, in the measure of its drawing."""

from math import log, pi, radians, tan

from marketplace.queries.provinces import ProvinceCard


def pin_of(province: ProvinceCard | None) -> tuple[float | None, float | None]:
    """Where a province's point lies on static/map.svg; nowhere when it is not known."""
    if province is None or province.lat is None or province.lon is None:
        return None, None
    return point(province.lat, province.lon)


def point(lat: float, lon: float) -> tuple[float, float]:
    """Mercator, fitted to the drawing: good to about 10 km."""
    x = 52.31 * lon - 5346.2
    y = 1243.2 - 2960.8 * log(tan(pi / 4 + radians(lat) / 2))
    return round(x, 1), round(y, 1)
