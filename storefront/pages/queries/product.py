"""Everything the page of one product shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, or_
from sqlalchemy.orm import Session, aliased

from certification.certificates.queries.page import CertificateEntry, entries_of
from core.db.content_changes import ContentVersions, subjects
from registry.models import Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import printed_units
from registry.rules.places import address
from storefront.pages.queries.card_cache import card_versions
from storefront.pages.queries.cards import CARD_ROWS, ProductCard, cards_of
from traceability.areas.queries.areas import LinkedArea, areas_of
from traceability.areas.queries.content_subjects import area_subjects, areas_of_products

MOST_RELATED = 4


_asked = aliased(Product)
_same_maker = and_(_asked.producer_id == Product.producer_id, _asked.id != Product.id)
# The product first, then what its producer makes besides.
_ITSELF_AND_OTHERS = (
    CARD_ROWS.add_columns(
        Product.product_set,
        Product.printed_commune,
        Product.printed_district,
        Product.printed_province,
    )
    .join(_asked, or_(_asked.id == Product.id, _same_maker))
    .where(_asked.slug == bindparam("slug"))
    .order_by(Product.id != _asked.id, Product.id)
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
    areas: tuple[LinkedArea, ...]
    related: list[ProductCard]


def product_page(
    session: Session, slug: str, at: date, versions: ContentVersions
) -> ProductPage | None:
    """The page under a product's address, or None; its cards by what `versions` says of them."""
    rows = session.execute(_ITSELF_AND_OTHERS, {"slug": slug}).all()
    if not rows:
        return None
    product = rows[0]
    card, *related = cards_of(session, rows, at, card_versions(versions, at))
    speaking = card.certified.speaking
    return ProductPage(
        card=card,
        product_set=product.product_set,
        printed_place=address(*printed_units(product)),
        entries=entries_of(session, speaking.code) if speaking else (),
        areas=areas_of(session, [product.id]).get(product.id, ()),
        related=related,
    )
