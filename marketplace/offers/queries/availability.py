"""Availability of offers in SQL, and whose changes with the calendar; as rules.availability."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from marketplace.offers.models import Offer
from marketplace.offers.rules.availability import is_available

_IN_YEAR = "%m%d"


def available_on(day: date) -> ColumnElement[bool]:
    """Whether somebody could buy one on that day."""
    begin, end, at = _in_year(Offer.season_from), _in_year(Offer.season_to), day.strftime(_IN_YEAR)
    within = case(
        (begin.is_(None), true()),
        (begin <= end, and_(begin <= at, at <= end)),
        else_=or_(at >= begin, at <= end),
    )
    return and_(
        Offer.price_dong.is_not(None),
        Offer.stock > 0,
        ~Offer.is_withdrawn,
        or_(Offer.paused_until.is_(None), Offer.paused_until < day),
        within,
    )


def turning_between(session: Session, after: date, upto: date) -> Sequence[int]:
    """Products whose offer can be had on one of two days alone, because of season or pause."""
    rows = session.scalars(
        select(Offer).where(
            Offer.product_id.is_not(None),
            or_(Offer.paused_until.is_not(None), Offer.season_from.is_not(None)),
        )
    )
    return sorted(
        offer.product_id
        for offer in rows
        if offer.product_id and is_available(offer, after) != is_available(offer, upto)
    )


def _in_year(day: InstrumentedAttribute[date | None]) -> ColumnElement[str | None]:
    return func.to_char(day, "MMDD")
