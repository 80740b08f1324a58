"""Data about a seller that an authority demands: received, and answered within 24 hours."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.errors import NotFound
from marketplace.closings.errors import DemandAnswered
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.closings import DataDemand
from marketplace.sellers.rules.deadlines import due_at


@dataclass(frozen=True, slots=True)
class ReceivedDemand:
    """What an authority wrote, and when it arrived: from then on the clock runs."""

    authority: str
    reference: str
    content: str
    received_at: datetime


def receive_demand(
    session: Session, application_id: int, demand: ReceivedDemand, *, actor: Actor
) -> DataDemand:
    """Raises NotFound."""
    if session.get(SellerApplication, application_id) is None:
        raise NotFound
    kept = DataDemand(
        application_id=application_id,
        authority=demand.authority,
        reference=demand.reference,
        content=demand.content,
        received_at=demand.received_at,
        due_at=due_at(demand.received_at),
        recorded_by=actor.name,
    )
    session.add(kept)
    session.flush()
    _put_on_record(session, kept, "received", actor)
    return kept


def answer_demand(
    session: Session, demand_id: int, answer: str, *, actor: Actor, at: datetime
) -> None:
    """Say what was given. Raises NotFound, and DemandAnswered when somebody was faster."""
    demand = session.scalar(
        select(DataDemand)
        .where(DataDemand.id == demand_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if demand is None:
        raise NotFound
    if demand.answered_at:
        raise DemandAnswered(by=demand.answered_by)
    demand.answered_at, demand.answered_by, demand.answer = at, actor.name, answer
    session.flush()
    _put_on_record(session, demand, "answered", actor)


def _put_on_record(session: Session, demand: DataDemand, what: str, actor: Actor) -> None:
    record(
        session,
        actor=actor,
        action=f"demand.{what}",
        subject=f"seller_application:{demand.application_id}",
        authority=demand.authority,
        reference=demand.reference,
    )
