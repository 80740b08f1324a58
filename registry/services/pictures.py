"""Pictures of a product put before the public, and taken away."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from registry.models import ProductPicture
from registry.queries.pictures import Picture, pictures_of


def set_pictures(session: Session, product_id: int, pictures: Sequence[Picture]) -> bool:
    """Show these in this order and no others; whether that is something new."""
    shown = [
        Picture(it.mark, it.width, it.height, it.alt) for it in pictures_of(session, product_id)
    ]
    if shown == list(pictures):
        return False
    session.execute(delete(ProductPicture).where(ProductPicture.product_id == product_id))
    session.add_all(
        ProductPicture(
            product_id=product_id, place=place, mark=it.mark, width=it.width, height=it.height,
            alt=it.alt,
        )
        for place, it in enumerate(pictures, start=1)
    )  # fmt: skip
    session.flush()
    return True
