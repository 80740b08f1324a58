"""Photographs as the desk shows them: all of a product, whatever the public sees."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.photographs.models import Photograph


def photographs_of(session: Session, code: str) -> Sequence[Photograph]:
    """In the order in which they came."""
    return session.scalars(
        select(Photograph).where(Photograph.code == code).order_by(Photograph.id)
    ).all()


def in_order(photographs: Sequence[Photograph], ids: Sequence[int]) -> list[Photograph]:
    """As a revision names them, those that it does not know last; what is gone is left out."""
    places = {id_: place for place, id_ in reversed([*enumerate(ids)])}
    return sorted(photographs, key=lambda it: (places.get(it.id, len(places)), it.id))


def photographs_named(session: Session, code: str, ids: Sequence[int]) -> list[Photograph]:
    """Those that a revision names, in its order; what is gone is left out."""
    named = session.scalars(
        select(Photograph).where(Photograph.code == code, Photograph.id.in_(ids))
    ).all()
    return in_order(named, ids)
