"""Raw-material areas behind products, with how they are tied to them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db.model import AnyRow
from registry.queries.located import TODAY, place_of, with_units
from registry.rules.places import Place
from traceability.areas.models import ProductArea, RawMaterialArea


@dataclass(frozen=True, slots=True)
class LinkedArea:
    """An area and what ties it to the product: "producer" or "district".

    Looked at by itself, an area is tied to nothing: `product_id` is None and `link` empty.
    """

    product_id: int | None
    code: str
    name: str
    link: str
    kind: str
    crop: str
    place: Place
    lat: float | None
    lon: float | None
    hectares: float | None
    hectares_note: str
    households: int | None
    standard: str
    standard_valid_to: date | None
    planting_area_code: str | None
    geographical_indication: str
    outline: list[list[float]] | None
    source_title: str
    source_date: str
    source_note: str
    updated_at: datetime


_area = RawMaterialArea.__table__
_COLUMNS = (*_area.c, *TODAY)
_AREAS = with_units(_area)


def areas_of(session: Session, product_ids: Collection[int]) -> dict[int, tuple[LinkedArea, ...]]:
    """The areas of some products in one query, those of the producers themselves first."""
    rows = session.execute(
        select(ProductArea.product_id, ProductArea.link, *_COLUMNS)
        .select_from(_AREAS)
        .join(ProductArea, ProductArea.area_id == _area.c.id)
        .where(ProductArea.product_id.in_(product_ids))
        .order_by(ProductArea.link.desc(), RawMaterialArea.name)
    )
    found: dict[int, list[LinkedArea]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(_linked(row, row.product_id, row.link))
    return {product_id: tuple(areas) for product_id, areas in found.items()}


def area_with_code(session: Session, code: str) -> LinkedArea | None:
    """One area by its public code, tied to no product."""
    found = select(*_COLUMNS).select_from(_AREAS).where(_area.c.code == code)
    row = session.execute(found).one_or_none()
    return _linked(row, None, "") if row else None


def _linked(row: AnyRow, product_id: int | None, link: str) -> LinkedArea:
    return LinkedArea(
        product_id=product_id,
        code=row.code,
        name=row.name,
        link=link,
        kind=row.kind,
        crop=row.crop,
        place=place_of(row),
        lat=row.lat,
        lon=row.lon,
        hectares=row.hectares,
        hectares_note=row.hectares_note,
        households=row.households,
        standard=row.standard,
        standard_valid_to=row.standard_valid_to,
        planting_area_code=row.planting_area_code,
        geographical_indication=row.geographical_indication,
        outline=row.outline,
        source_title=row.source_title,
        source_date=row.source_date,
        source_note=row.source_note,
        updated_at=row.updated_at,
    )
