"""Raw-material areas behind products, with how they are tied to them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ARRAY, Integer, any_, bindparam, null, select
from sqlalchemy.orm import Session

from core.db.model import AnyRow
from core.db.prepared import PreparedSelect
from registry.models import Commune, Province
from registry.rules.places import Place, commune_name
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


_area, _tie = RawMaterialArea.__table__, ProductArea.__table__
_province, _commune = (
    Province.__table__.alias("area_province"),
    Commune.__table__.alias("area_commune"),
)
# Named so that they may stand beside the columns of what they are joined to; see `linked_area`.
AREA_COLUMNS = (
    _tie.c.link.label("area_link"),
    *(column.label(f"area_{column.name}") for column in _area.c),
    _province.c.name.label("area_province"),
    _province.c.slug.label("area_province_slug"),
    _commune.c.kind.label("area_commune_kind"),
    _commune.c.name.label("area_commune"),
)
AREA_ORDER = (_tie.c.link.desc(), _area.c.name)
_placed = _area.join(_province, _province.c.id == _area.c.province_id).outerjoin(
    _commune, _commune.c.id == _area.c.commune_id
)
TIED_AREAS = _placed.join(_tie, _tie.c.area_id == _area.c.id)
OF_PRODUCT = _tie.c.product_id  # what TIED_AREAS are joined by
_OF_PRODUCTS = PreparedSelect(
    select(_tie.c.product_id, *AREA_COLUMNS)
    .select_from(TIED_AREAS)
    .where(any_(bindparam("product_ids", type_=ARRAY(Integer))) == OF_PRODUCT)
    .order_by(*AREA_ORDER)
)
_WITH_CODE = PreparedSelect(
    select(null().label("area_link"), *AREA_COLUMNS[1:])
    .select_from(_placed)
    .where(_area.c.code == bindparam("code"))
)


def areas_of(session: Session, product_ids: Collection[int]) -> dict[int, tuple[LinkedArea, ...]]:
    """The areas of some products in one query, those of the producers themselves first."""
    by_product: dict[int, list[LinkedArea]] = defaultdict(list)
    for row in _OF_PRODUCTS.rows(session, product_ids=list(product_ids)):
        by_product[row.product_id].append(linked_area(row, row.product_id))
    return {product_id: tuple(areas) for product_id, areas in by_product.items()}


def area_with_code(session: Session, code: str) -> LinkedArea | None:
    """One area by its public code, tied to no product."""
    return next((linked_area(row) for row in _WITH_CODE.rows(session, code=code)), None)


def linked_area(row: AnyRow, product_id: int | None = None) -> LinkedArea:
    """The area in a row that holds AREA_COLUMNS."""
    printed = (row.area_printed_commune, row.area_printed_district, row.area_printed_province)
    commune = commune_name(row.area_commune_kind, row.area_commune)
    return LinkedArea(
        product_id=product_id,
        code=row.area_code,
        name=row.area_name,
        link=row.area_link or "",
        kind=row.area_kind,
        crop=row.area_crop,
        place=Place(printed, commune, row.area_province, row.area_province_slug),
        lat=row.area_lat,
        lon=row.area_lon,
        hectares=row.area_hectares,
        hectares_note=row.area_hectares_note,
        households=row.area_households,
        standard=row.area_standard,
        standard_valid_to=row.area_standard_valid_to,
        planting_area_code=row.area_planting_area_code,
        geographical_indication=row.area_geographical_indication,
        outline=row.area_outline,
        source_title=row.area_source_title,
        source_date=row.area_source_date,
        source_note=row.area_source_note,
        updated_at=row.area_updated_at,
    )
