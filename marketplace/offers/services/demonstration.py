"""Offers for a trial run. No source states a price: these are illustrative, and say so."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access.actors import DEMONSTRATING
from core.audit.entries import record
from core.db.bulk import insert_all
from core.jobs import queue as jobs
from marketplace.offers.models import Offer
from marketplace.offers.rules.illustrative import illustrative_offer
from registry.models import Product


def load_offers(session: Session) -> int:
    """Give every product without an offer an illustrative one; returns how many were made."""
    missing = session.execute(
        select(Product.id, Product.code, Product.print)
        .outerjoin(Offer, Offer.product_id == Product.id)
        .where(Offer.id.is_(None))
        .order_by(Product.id)
    ).all()
    offers = [
        {"product_id": row.id, "code": row.code, "is_illustrative": True, **offer._asdict()}
        for row in missing
        if (offer := illustrative_offer(row.print, row.id))
    ]
    if offers:
        insert_all(session, Offer, offers)
        _put_on_record(session, "demo.loaded", len(offers))
        jobs.defer(session, "catalogue.imported")
    return len(offers)


def remove_offers(session: Session) -> int:
    """Take every illustrative offer away again; returns how many there were."""
    gone = session.scalars(delete(Offer).where(Offer.is_illustrative).returning(Offer.id)).all()
    if gone:
        _put_on_record(session, "demo.reset", len(gone))
        jobs.defer(session, "catalogue.imported")
    return len(gone)


def _put_on_record(session: Session, action: str, offers: int) -> None:
    record(session, actor=DEMONSTRATING, action=action, subject="offers", offers=offers)
