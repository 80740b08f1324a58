"""Renaming of a producer: its page, its address and its products stay."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry.models import Producer, Product
from registry.services.catalogue import ProducerEntry


def rename_producer(session: Session, producer_id: int, entry: ProducerEntry) -> None:
    """Give a producer the name it now has. The address of its page is kept: it is printed."""
    values = {
        "name": entry.name,
        "identity": entry.identity,
        "legal_form": entry.legal_form,
        "province_id": entry.province_id,
    }
    session.execute(update(Producer).where(Producer.id == producer_id).values(values))


def products_of_producer(session: Session, producer_id: int) -> set[int]:
    """The ids of its products; the producer is locked, so that none is added meanwhile."""
    session.execute(select(Producer.id).where(Producer.id == producer_id).with_for_update())
    return set(session.scalars(select(Product.id).where(Product.producer_id == producer_id)))
