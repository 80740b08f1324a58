"""Demands of authorities, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.closings import DataDemand
from marketplace.sellers.rules.deadlines import hours_left

MOST = 100


@dataclass(frozen=True, slots=True)
class DemandRow:
    demand: DataDemand
    seller: str
    hours_left: int


def demands(session: Session, at: datetime) -> list[DemandRow]:
    """Those that wait, by when they are due; behind them the newest that were answered."""
    rows = session.execute(
        select(DataDemand, SellerApplication.name)
        .join(SellerApplication, SellerApplication.id == DataDemand.application_id)
        .order_by(DataDemand.answered_at.desc().nulls_first(), DataDemand.due_at)
        .limit(MOST)
    )
    return [DemandRow(demand, name, hours_left(demand.due_at, at)) for demand, name in rows]


def demands_about(session: Session, application_id: int) -> Sequence[DataDemand]:
    """About one seller, the newest first."""
    of = select(DataDemand).where(DataDemand.application_id == application_id)
    return session.scalars(of.order_by(DataDemand.id.desc())).all()


def demand_with(session: Session, demand_id: int) -> DataDemand | None:
    return session.get(DataDemand, demand_id)
