"""Producers of the catalogue that an application may be about."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.sellers.queries.pages import TiedProducer, tied_producer
from registry.models import Producer


def producer_with_slug(session: Session, slug: str) -> TiedProducer | None:
    if not slug:
        return None
    return tied_producer(session, session.scalar(select(Producer.id).where(Producer.slug == slug)))
