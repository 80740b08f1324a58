"""Everything the page of one product shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.queries.page import Entry, entries_of
from marketplace.queries.cards import ProductCard, product_cards
from registry.models import Product
from traceability.queries.areas import LinkedArea, areas_of

MOST_RELATED = 4


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product, its proofs, and what else its producer makes."""

    card: ProductCard
    product_set: int | None
    printed_place: str
    entries: tuple[Entry, ...]  # of the certificate that speaks for it
    areas: tuple[LinkedArea, ...]
    related: list[ProductCard]


def product_page(session: Session, slug: str, at: date) -> ProductPage | None:
    """The page under a product's address, or None."""
    product = session.scalar(select(Product).where(Product.slug == slug))
    if product is None:
        return None
    others = _others_of_producer(session, product)
    card, *related = product_cards(session, [product.id, *others], at)
    speaking = card.certified.speaking
    printed = (product.printed_commune, product.printed_district, product.printed_province)
    return ProductPage(
        card=card,
        product_set=product.product_set,
        printed_place=", ".join(part for part in printed if part),
        entries=entries_of(session, speaking.code) if speaking else (),
        areas=areas_of(session, [product.id]).get(product.id, ()),
        related=related,
    )


def _others_of_producer(session: Session, product: Product) -> list[int]:
    if product.producer_id is None:
        return []
    return list(
        session.scalars(
            select(Product.id)
            .where(Product.producer_id == product.producer_id, Product.id != product.id)
            .order_by(Product.id)
            .limit(MOST_RELATED)
        )
    )
