"""Every public address of the catalogue, for search engines, in parts of a size they accept."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models import Producer, Product, Province

PART = 20_000  # addresses in one file; the protocol allows 50,000


def parts(session: Session) -> int:
    """How many files of products there are."""
    return -(-(session.scalar(select(func.count(Product.id))) or 0) // PART)


def products_of_part(session: Session, part: int) -> list[str]:
    """The slugs of the products of one file, counted from 1."""
    slugs = select(Product.slug).order_by(Product.id).offset((part - 1) * PART).limit(PART)
    return list(session.scalars(slugs))


def provinces_and_producers(session: Session) -> tuple[list[str], list[str]]:
    """The slugs of what is not a product."""
    places = session.scalars(select(Province.slug).order_by(Province.slug))
    makers = session.scalars(select(Producer.slug).order_by(Producer.id).limit(PART))
    return list(places), list(makers)
