"""How often a producer's codes were scanned and pages looked at, by day and by product."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    String,
    any_,
    cast,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import Session

from core.clock import VIETNAM
from desks.numbers.rules.small_counts import at_least, shown
from registry.models import Product
from storefront.traffic.models import ProductViewDay
from traceability.scans.models import Scan

WEEK = 7
NONE = (0, 0)
Counts: TypeAlias = dict[date | str | int, tuple[int, int]]  # how many, and by how many people


@dataclass(frozen=True, slots=True)
class PeriodNumbers:
    """A day, or the seven days that begin on one; None: too few to be shown."""

    begins: date
    scans: int | None
    views: int | None


@dataclass(frozen=True, slots=True)
class ProductNumbers:
    """The same of one product over all the days, in fives."""

    code: str
    name: str
    scans: int | None
    views: int | None


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """What a producer is shown: periods in their order, products by name."""

    periods: tuple[PeriodNumbers, ...]
    products: tuple[ProductNumbers, ...]

    def leading(self, most: int) -> list[ProductNumbers]:
        """So many products, those with the largest numbers first."""
        products = sorted(self.products, key=lambda row: (row.scans or 0) + (row.views or 0))
        return products[::-1][:most]


def own_numbers(
    session: Session, producer_id: int, *, first: date, last: date, by_week: bool = False
) -> OwnNumbers:
    """In three statements. Scans are those of rows that are kept, so of 90 days at most."""
    products = session.execute(
        select(Product.id, Product.code, Product.name)
        .where(Product.producer_id == producer_id)
        .order_by(Product.name, Product.id)
    ).all()
    length = WEEK if by_week else 1
    scans = _scans(session, [row.code for row in products], first, last, length)
    views = _views(session, [row.id for row in products], first, last, length)
    rule = at_least if by_week else shown
    days = range(0, (last - first).days + 1, length)
    return OwnNumbers(
        tuple(
            PeriodNumbers(begins, rule(*scans.get(begins, NONE)), rule(*views.get(begins, NONE)))
            for begins in (first + timedelta(days=day) for day in days)
        ),
        tuple(
            ProductNumbers(
                row.code,
                row.name,
                at_least(*scans.get(row.code, NONE)),
                at_least(*views.get(row.id, NONE)),
            )
            for row in products
        ),
    )


def _scans(session: Session, codes: list[str], first: date, last: date, length: int) -> Counts:
    """How many, and by how many people, for each period and each code."""
    # A scan's day is Vietnam's, whatever the time zone of the server.
    period = _period(cast(func.timezone(str(VIETNAM), Scan.minute), Date), first, length)
    rows = session.execute(
        select(period, Scan.code, func.count(), func.count(Scan.visitor.distinct()))
        .where(
            Scan.code == any_(literal(codes, ARRAY(String))),
            Scan.minute >= _midnight(first),
            Scan.minute < _midnight(last + timedelta(days=1)),
        )
        .group_by(func.grouping_sets(tuple_(period), tuple_(Scan.code)))
    )
    return {begins or code: (scans, people) for begins, code, scans, people in rows}


def _views(
    session: Session, product_ids: list[int], first: date, last: date, length: int
) -> Counts:
    """How many; nothing is known about who looked, so each counts as somebody."""
    period = _period(ProductViewDay.day, first, length)
    product, total = ProductViewDay.product_id, func.sum(ProductViewDay.views)
    rows = session.execute(
        select(period, product, total)
        .where(
            product == any_(literal(product_ids, ARRAY(Integer))),
            ProductViewDay.day.between(first, last),
        )
        .group_by(func.grouping_sets(tuple_(period), tuple_(product)))
    )
    return {begins or number: (views, views) for begins, number, views in rows}


def _period(day: SQLColumnExpression[date], first: date, length: int) -> ColumnElement[date]:
    """The day on which the period of a day begins."""
    start = literal_column(f"date '{first.isoformat()}'", Date)
    return type_coerce(start + type_coerce(day - start, Integer) // length * length, Date)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
