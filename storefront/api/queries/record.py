"""Everything on record about one product, for programs, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.queries.entries import CertificateEntry
from certification.certificates.queries.page import entries_by_certificate
from core.db.content_changes import subjects
from registry.models import Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import printed_units
from registry.rules.places import address
from storefront.pages.queries.cards import CARD_ROWS, ProductCard, cards_of
from traceability.areas.queries.areas import LinkedArea, areas_of
from traceability.areas.queries.content_subjects import area_subjects, areas_of_products

RECORD_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    product_subjects("SELECT id, producer_id FROM product WHERE code = %(code)s"),
    area_subjects(areas_of_products("SELECT id FROM product WHERE code = %(code)s")),
)


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product with the entries of all its certificates, by the certificate's code."""

    card: ProductCard
    product_set: int | None
    printed_place: str
    entries: Mapping[str, tuple[CertificateEntry, ...]]
    areas: tuple[LinkedArea, ...]


def product_record(session: Session, code: str, at: date) -> ProductRecord | None:
    """What is behind a product's public code, or None."""
    row = session.execute(
        CARD_ROWS.add_columns(
            Product.product_set,
            Product.printed_commune,
            Product.printed_district,
            Product.printed_province,
        ).where(Product.code == code)
    ).one_or_none()
    if row is None:
        return None
    [card] = cards_of(session, [row], at)
    return ProductRecord(
        card=card,
        product_set=row.product_set,
        printed_place=address(*printed_units(row)),
        entries=entries_by_certificate(session, [c.code for c in card.certified.certificates]),
        areas=areas_of(session, [row.id]).get(row.id, ()),
    )


def any_product_code(session: Session) -> str | None:
    """A product's code for examples: that of the first one."""
    return session.scalar(select(Product.code).order_by(Product.id).limit(1))
