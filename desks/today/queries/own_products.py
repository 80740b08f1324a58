"""What a producer has: products with what certificates and offers say of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import ProductStanding, product_standings
from marketplace.offers.models import Offer
from registry.models import Product


@dataclass(frozen=True, slots=True)
class CertifiedProduct:
    """A product, and where its certificates stand."""

    code: str
    name: str
    standing: ProductStanding


@dataclass(frozen=True, slots=True)
class StockedProduct:
    """A product that is on sale, and how much of it is left."""

    code: str
    name: str
    stock: int


def certified_products(session: Session, producer_id: int, day: date) -> list[CertifiedProduct]:
    """All of a producer, by name, in two statements."""
    rows = session.execute(
        select(Product.id, Product.code, Product.name)
        .where(Product.producer_id == producer_id)
        .order_by(Product.name, Product.id)
    ).all()
    standings = product_standings(session, [row.id for row in rows], day)
    return [CertifiedProduct(row.code, row.name, standings[row.id]) for row in rows]


def nearly_sold_out(
    session: Session, producer_id: int, day: date, *, at_most: int
) -> list[StockedProduct]:
    """Those on sale of which so few packs or fewer are left."""
    rows = session.execute(
        select(Product.code, Product.name, Offer.stock)
        .join(Offer, Offer.product_id == Product.id)
        .where(
            Product.producer_id == producer_id,
            Offer.stock <= at_most,
            ~Offer.is_withdrawn,
            Offer.paused_until.is_(None) | (Offer.paused_until < day),
        )
        .order_by(Offer.stock, Product.name)
    )
    return [StockedProduct(row.code, row.name, row.stock) for row in rows]
