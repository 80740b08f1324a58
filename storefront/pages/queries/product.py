"""Everything the page of one product shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, exists, or_
from sqlalchemy.orm import Session, aliased

from certification.certificates.queries.entries import (
    CertificateEntry,
    StateSource,
    entries_of,
    source_of,
)
from certification.certificates.queries.record import NO_RECORD, certification_records
from core.db.content_changes import ContentVersions, subjects
from core.db.prepared import PreparedSelect
from registry.models import Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import printed_units
from registry.queries.pictures import ALL_PICTURES, Picture, all_pictures
from registry.rules.places import address
from storefront.pages.queries.card_cache import card_versions
from storefront.pages.queries.cards import CARD_ROWS, ProductCard, card_from
from traceability.areas.models import ProductArea
from traceability.areas.queries.areas import LinkedArea, areas_of
from traceability.areas.queries.content_subjects import area_subjects, areas_of_products

MOST_RELATED = 4


_has_area = exists().where(ProductArea.product_id == Product.id)
_shown = aliased(Product)
_same_maker = and_(_shown.producer_id == Product.producer_id, _shown.id != Product.id)
# The product first, then what its producer makes besides.
_ITSELF_AND_OTHERS = PreparedSelect(
    CARD_ROWS.add_columns(
        Product.product_set,
        Product.printed_commune,
        Product.printed_district,
        Product.printed_province,
        _has_area.label("has_area"),
        ALL_PICTURES,
    )
    .join(_shown, or_(_shown.id == Product.id, _same_maker))
    .where(_shown.slug == bindparam("slug"))
    .order_by(Product.id != _shown.id, Product.id)
    .limit(1 + MOST_RELATED)
)

_OTHERS = f"""
    (SELECT other.id, other.producer_id FROM product
     JOIN product AS other ON other.producer_id = product.producer_id AND other.id <> product.id
     WHERE product.slug = %(slug)s ORDER BY other.id LIMIT {MOST_RELATED})
"""  # noqa: S608 - made of constants
PRODUCT_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    product_subjects("SELECT id, producer_id FROM product WHERE slug = %(slug)s"),
    product_subjects(_OTHERS),
    area_subjects(areas_of_products("SELECT id FROM product WHERE slug = %(slug)s")),
)


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product, its proofs, and what else its producer makes."""

    card: ProductCard
    product_set: int | None
    printed_place: str
    entries: tuple[CertificateEntry, ...]  # of the certificate that speaks for it
    source: StateSource  # of what is said of it
    areas: tuple[LinkedArea, ...]
    pictures: tuple[Picture, ...]
    related: list[ProductCard]


def product_page(
    session: Session, slug: str, at: date, versions: ContentVersions
) -> ProductPage | None:
    """The page under a product's address, or None; its cards by what `versions` says of them."""
    rows = _ITSELF_AND_OTHERS.rows(session, slug=slug)
    if not rows:
        return None
    product = rows[0]
    records = certification_records(session, [row.id for row in rows], at)
    by_version = card_versions(versions, at)
    card, *related = (
        card_from(row, records.get(row.id, NO_RECORD).certified, at, by_version.get(row.id, ""))
        for row in rows
    )
    speaking = card.certified.speaking
    entries: tuple[CertificateEntry, ...] = ()
    source = StateSource("", "")
    if speaking:
        entries = entries_of(records[product.id].events[speaking.code])
        notice = StateSource(speaking.source_title, speaking.source_date)
        source = source_of(speaking.standing, entries, notice)
    return ProductPage(
        card=card,
        product_set=product.product_set,
        printed_place=address(*printed_units(product)),
        entries=entries,
        source=source,
        areas=areas_of(session, [product.id])[product.id] if product.has_area else (),
        pictures=all_pictures(product),
        related=related,
    )
