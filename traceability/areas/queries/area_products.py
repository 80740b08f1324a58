"""A raw-material area with the products it stands behind."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import product_standings
from certification.certificates.rules.state import Standing
from core.db.content_changes import subjects
from core.db.model import AnyRow
from registry.models import Producer, Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import PRODUCTS, TODAY
from registry.rules.places import address, commune_name
from traceability.areas.models import ProductArea, RawMaterialArea
from traceability.areas.queries.areas import LinkedArea, area_with_code
from traceability.areas.queries.content_subjects import area_subjects

AREA_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    area_subjects("SELECT id FROM raw_material_area WHERE code = %(code)s"),
    product_subjects(
        "SELECT product.id, product.producer_id FROM raw_material_area AS area"
        " JOIN product_area ON product_area.area_id = area.id"
        " JOIN product ON product.id = product_area.product_id WHERE area.code = %(code)s"
    ),
)


@dataclass(frozen=True, slots=True)
class AreaProduct:
    """A product as the area's page lists it. Prices are not known at this height."""

    code: str
    slug: str
    name: str
    print: str
    link: str
    producer: str
    producer_slug: str | None
    place: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class AreaPage:
    area: LinkedArea
    products: tuple[AreaProduct, ...]  # of the area's own producers first


def area_page(session: Session, code: str, at: date) -> AreaPage | None:
    """The page under an area's code, in a fixed number of queries."""
    area = area_with_code(session, code)
    if area is None:
        return None
    rows = session.execute(
        select(
            Product.id,
            Product.code,
            Product.slug,
            Product.name,
            Product.print,
            ProductArea.link,
            Producer.name.label("producer"),
            Producer.slug.label("producer_slug"),
            *TODAY,
        )
        .select_from(PRODUCTS)
        .join(ProductArea, ProductArea.product_id == Product.id)
        .join(RawMaterialArea, RawMaterialArea.id == ProductArea.area_id)
        .where(RawMaterialArea.code == code)
        .order_by(ProductArea.link.desc(), Product.name)
    ).all()
    standings = product_standings(session, [row.id for row in rows], at)
    return AreaPage(area, tuple(_product(row, standings[row.id].standing) for row in rows))


def _product(row: AnyRow, standing: Standing) -> AreaProduct:
    return AreaProduct(
        code=row.code,
        slug=row.slug,
        name=row.name,
        print=row.print,
        link=row.link,
        producer=row.producer or "",
        producer_slug=row.producer_slug,
        place=address(commune_name(row.commune_kind, row.commune), row.province),
        standing=standing,
    )
