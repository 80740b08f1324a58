"""The page of one producer: who it is, where, and what it makes, in force first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.rules.state import precedence
from core.db.content_changes import ContentVersions, subjects
from registry.models import Producer, Province
from registry.queries.content_subjects import PLACE_SUBJECTS, producer_subjects, product_subjects
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import ProductCard

MOST_PRODUCTS = 200
_PRODUCTS = f"""
    (SELECT product.id, product.producer_id FROM product
     JOIN producer ON producer.id = product.producer_id
     WHERE producer.slug = %(slug)s ORDER BY product.id LIMIT {MOST_PRODUCTS})
"""  # noqa: S608 - made of constants
PRODUCER_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    producer_subjects("SELECT id FROM producer WHERE slug = %(slug)s"),
    product_subjects(_PRODUCTS),
)


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


def producer_page(
    session: Session, slug: str, at: date, versions: ContentVersions, cache: CardCache
) -> ProducerPage | None:
    """The page under a producer's address with the products that `versions` names, or None."""
    row = session.execute(
        select(Producer, Province)
        .join(Province, Province.id == Producer.province_id)
        .where(Producer.slug == slug)
    ).one_or_none()
    if row is None:
        return None
    producer, province = row
    cards = cache.cards(session, versions.things, versions, at)
    cards.sort(key=lambda card: precedence(card.standing), reverse=True)
    return ProducerPage(
        name=producer.name,
        slug=producer.slug,
        legal_form=producer.legal_form,
        province=province.name,
        province_slug=province.slug,
        products=cards,
    )
