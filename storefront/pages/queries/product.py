"""Everything the page of one product shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, exists, or_
from sqlalchemy.orm import Session, aliased

from certification.certificates.queries.page import CertificateEntry, entries_of
from certification.certificates.queries.record import NO_RECORD, certification_records
from core.db.prepared import PreparedSelect
from registry.models import Product
from registry.queries.located import printed_units
from registry.rules.places import address
from storefront.pages.queries.cards import CARD_ROWS, ProductCard, card_from
from traceability.areas.models import ProductArea
from traceability.areas.queries.areas import LinkedArea, areas_of

MOST_RELATED = 4


_has_area = exists().where(ProductArea.product_id == Product.id)
_asked = aliased(Product)
_same_maker = and_(_asked.producer_id == Product.producer_id, _asked.id != Product.id)
# The product first, then what its producer makes besides.
_ITSELF_AND_OTHERS = PreparedSelect(
    CARD_ROWS.add_columns(
        Product.product_set,
        Product.printed_commune,
        Product.printed_district,
        Product.printed_province,
        _has_area.label("has_area"),
    )
    .join(_asked, or_(_asked.id == Product.id, _same_maker))
    .where(_asked.slug == bindparam("slug"))
    .order_by(Product.id != _asked.id, Product.id)
    .limit(1 + MOST_RELATED)
)


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product, its proofs, and what else its producer makes."""

    card: ProductCard
    product_set: int | None
    printed_place: str
    entries: tuple[CertificateEntry, ...]  # of the certificate that speaks for it
    areas: tuple[LinkedArea, ...]
    related: list[ProductCard]


def product_page(session: Session, slug: str, at: date) -> ProductPage | None:
    """The page under a product's address, or None."""
    rows = _ITSELF_AND_OTHERS.rows(session, slug=slug)
    if not rows:
        return None
    product = rows[0]
    records = certification_records(session, [row.id for row in rows], at)
    card, *related = (card_from(row, records.get(row.id, NO_RECORD).certified) for row in rows)
    speaking = card.certified.speaking
    return ProductPage(
        card=card,
        product_set=product.product_set,
        printed_place=address(*printed_units(product)),
        entries=entries_of(records[product.id].events[speaking.code]) if speaking else (),
        areas=areas_of(session, [product.id])[product.id] if product.has_area else (),
        related=related,
    )
