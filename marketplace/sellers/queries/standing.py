"""What a seller has to know today about its standing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.closings import SellerClosing
from marketplace.sellers.queries.dossiers import checklist_of
from marketplace.sellers.rules.checklist import ChecklistItem, ItemState
from marketplace.sellers.rules.states import STANDING, ApplicationState


@dataclass(frozen=True, slots=True)
class SellerDay:
    """`authenticate_by`: the first day on which nobody sells without having been authenticated."""

    application_id: int
    closes_at: datetime | None
    is_asked: bool
    authenticate_by: date | None


def seller_day(session: Session, producer_id: int, day: date) -> SellerDay | None:
    """None: the producer is no seller of ours."""
    waits_for_more = exists().where(
        SellerApplication.producer_id == producer_id,
        SellerApplication.state == ApplicationState.MORE_INFORMATION,
    )
    closes_at = (
        select(SellerClosing.closes_at)
        .where(
            SellerClosing.application_id == SellerApplication.id,
            SellerClosing.closed_at.is_(None),
            SellerClosing.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )
    row = session.execute(
        select(
            SellerApplication, closes_at.label("closes_at"), waits_for_more.label("is_asked")
        ).where(SellerApplication.producer_id == producer_id, SellerApplication.state.in_(STANDING))
    ).one_or_none()
    if row is None:
        return None
    by = _authenticate_by(session, row.SellerApplication, day)
    return SellerDay(row.SellerApplication.id, row.closes_at, row.is_asked, by)


def _authenticate_by(session: Session, application: SellerApplication, day: date) -> date | None:
    for standing in checklist_of(session, application, day):
        if standing.item is not ChecklistItem.ELECTRONIC_AUTHENTICATION:
            continue
        if standing.state in {ItemState.VERIFIED, ItemState.COMPUTED}:
            return None
        until = standing.waivable_until
        return until + timedelta(days=1) if until else standing.row.valid_from
    return None
