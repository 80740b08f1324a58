"""Raw-material areas behind products, with how they are tied to them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import AnyRow
from registry.models import Province
from traceability.models import ProductArea, RawMaterialArea


@dataclass(frozen=True, slots=True)
class LinkedArea:
    """An area and what ties it to the product: "producer" or "district"."""

    product_id: int
    code: str
    name: str
    link: str
    crop: str
    place: str  # as printed in the source
    province: str
    province_slug: str
    lat: float | None
    lon: float | None
    hectares: float | None
    households: int | None
    standard: str
    standard_valid_to: date | None
    planting_area_code: str | None
    geographical_indication: str
    outline: list[list[float]] | None
    source_title: str
    source_date: str


def areas_of(session: Session, product_ids: Collection[int]) -> dict[int, tuple[LinkedArea, ...]]:
    """The areas of some products in one query, those of the producers themselves first."""
    rows = session.execute(
        select(
            ProductArea.product_id,
            ProductArea.link,
            *RawMaterialArea.__table__.c,
            Province.name.label("province"),
            Province.slug.label("province_slug"),
        )
        .join(RawMaterialArea, RawMaterialArea.id == ProductArea.area_id)
        .join(Province, Province.id == RawMaterialArea.province_id)
        .where(ProductArea.product_id.in_(product_ids))
        .order_by(ProductArea.link.desc(), RawMaterialArea.name)
    )
    found: dict[int, list[LinkedArea]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(_linked(row))
    return {product_id: tuple(areas) for product_id, areas in found.items()}


def _linked(row: AnyRow) -> LinkedArea:
    printed = (row.printed_commune, row.printed_district, row.printed_province)
    return LinkedArea(
        product_id=row.product_id,
        code=row.code,
        name=row.name,
        link=row.link,
        crop=row.crop,
        place=", ".join(part for part in printed if part),
        province=row.province,
        province_slug=row.province_slug,
        lat=row.lat,
        lon=row.lon,
        hectares=row.hectares,
        households=row.households,
        standard=row.standard,
        standard_valid_to=row.standard_valid_to,
        planting_area_code=row.planting_area_code,
        geographical_indication=row.geographical_indication,
        outline=row.outline,
        source_title=row.source_title,
        source_date=row.source_date,
    )
