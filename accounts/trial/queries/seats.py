"""Producers of the catalogue, and their places, at which the roles of a trial run are tried."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.trial.rules import Seat
from core.access.roles import WHOLE, Scope, ScopeKind
from registry.models import Producer, Product, Province
from registry.rules.legal_forms import ProducerType

SEVERAL = 3  # products, of which a desk can show something


def seats(session: Session) -> dict[Seat, Scope]:
    """Those that the catalogue has; the two producers are of different provinces if it can be."""
    places = {Seat.EVERYWHERE: WHOLE}
    if household := _producer(session, ProducerType.HOUSEHOLD):
        places[Seat.HOUSEHOLD] = Scope(ScopeKind.PRODUCER, household.id)
        places[Seat.PROVINCE] = Scope(ScopeKind.PROVINCE, household.province_id)
        if commune := _commune(session, household):
            places[Seat.COMMUNE] = Scope(ScopeKind.COMMUNE, commune)
    near = household.province_id if household else 0
    if cooperative := _producer(session, ProducerType.COOPERATIVE, outside=near):
        places[Seat.COOPERATIVE] = Scope(ScopeKind.PRODUCER, cooperative.id)
    if other := cooperative.province_id if cooperative else _province(session, near):
        places[Seat.OTHER_PROVINCE] = Scope(ScopeKind.PROVINCE, other)
    return places


def _producer(session: Session, form: ProducerType, *, outside: int = 0) -> Producer | None:
    """One with several products in communes that are known; always the same one."""
    return session.scalar(
        select(Producer)
        .join(Product, Product.producer_id == Producer.id)
        .where(Producer.legal_form == form, Product.commune_id.is_not(None))
        .group_by(Producer.id)
        .order_by(
            Producer.province_id == outside,
            func.count(Product.id) < SEVERAL,
            Producer.slug,
        )
        .limit(1)
    )


def _commune(session: Session, producer: Producer) -> int | None:
    return session.scalar(
        select(Product.commune_id)
        .where(Product.producer_id == producer.id, Product.commune_id.is_not(None))
        .order_by(Product.id)
        .limit(1)
    )


def _province(session: Session, but: int) -> int | None:
    return session.scalar(select(Province.id).where(Province.id != but).order_by(Province.code))
