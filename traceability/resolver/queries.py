"""Products by the number on their barcode."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Product


def code_of_gtin(session: Session, gtin: str) -> str | None:
    """The public code of the product with this 14-digit number."""
    return session.scalar(select(Product.code).where(Product.gtin == gtin))
