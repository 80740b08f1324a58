"""Structured data of an area (schema.org Place)."""

from traceability.areas.queries.areas import LinkedArea

CONTEXT = "https://schema.org"


def area_place(area: LinkedArea, address: str) -> dict[str, object]:
    """A Place, with its outline or point where the source has one."""
    data: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "Place",
        "name": area.name,
        "url": address,
        "address": area.place.on_paper,
    }
    if area.outline:
        polygon = " ".join(f"{lat} {lon}" for lon, lat in area.outline)
        data["geo"] = {"@type": "GeoShape", "polygon": polygon}
    elif area.lat is not None and area.lon is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": area.lat, "longitude": area.lon}
    return data
