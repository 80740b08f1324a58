"""The page of one producer: who it is, where, and what it makes, in force first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.rules.state import precedence
from registry.models import Producer, Product, Province
from storefront.pages.queries.cards import CARD_ROWS, ProductCard, cards_of

MOST_PRODUCTS = 200


@dataclass(frozen=True, slots=True)
class ProducerPage:
    """A producer (chủ thể) and its products."""

    name: str
    slug: str
    legal_form: str
    province: str
    province_slug: str
    products: list[ProductCard]

    @property
    def in_force(self) -> int:
        """How many of its products hold stars today."""
        return sum(card.standing.in_force for card in self.products)


def producer_page(session: Session, slug: str, at: date) -> ProducerPage | None:
    """The page under a producer's address, or None."""
    row = session.execute(
        select(Producer, Province)
        .join(Province, Province.id == Producer.province_id)
        .where(Producer.slug == slug)
    ).one_or_none()
    if row is None:
        return None
    producer, province = row
    made = CARD_ROWS.where(Product.producer_id == producer.id).order_by(Product.id)
    cards = cards_of(session, session.execute(made.limit(MOST_PRODUCTS)).all(), at)
    cards.sort(key=lambda card: precedence(card.standing), reverse=True)
    return ProducerPage(
        name=producer.name,
        slug=producer.slug,
        legal_form=producer.legal_form,
        province=province.name,
        province_slug=province.slug,
        products=cards,
    )
