"""Acts of two persons within a scope: those that wait, and one by its number."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from accounts.pending_acts.models import PendingAct
from core.access.roles import Scope, ScopeKind
from core.access.row_scopes import within

_COLUMNS = {
    ScopeKind.PRODUCER: PendingAct.__table__.c.producer_id,
    ScopeKind.COMMUNE: PendingAct.__table__.c.commune_id,
    ScopeKind.PROVINCE: PendingAct.__table__.c.province_id,
}


def visible_to(scopes: Collection[Scope], actions: Collection[str]) -> ColumnElement[bool]:
    """Acts of these kinds whose subject belongs to one of the scopes."""
    return and_(PendingAct.action.in_(actions), within(scopes, _COLUMNS))


def waiting(
    session: Session, visible: ColumnElement[bool], at: datetime, *, most: int
) -> Sequence[PendingAct]:
    """Those that wait for a second person, the one that runs out first before the others."""
    acts = select(PendingAct).where(visible, _waits(at)).order_by(PendingAct.expires_at)
    return session.scalars(acts.order_by(PendingAct.id).limit(most)).all()


def over_lately(
    session: Session, visible: ColumnElement[bool], since: datetime, at: datetime, *, most: int
) -> Sequence[PendingAct]:
    """Those decided since then, or past their time without a second person; the newest first."""
    over_at = func.coalesce(PendingAct.decided_at, PendingAct.expires_at)
    acts = select(PendingAct).where(visible, over_at.between(since, at))
    return session.scalars(acts.order_by(over_at.desc()).limit(most)).all()


def pending_act(session: Session, act_id: int, visible: ColumnElement[bool]) -> PendingAct | None:
    return session.scalar(select(PendingAct).where(PendingAct.id == act_id, visible))


def waiting_about(session: Session, subject: str, at: datetime) -> Sequence[PendingAct]:
    """Those that wait about one thing."""
    acts = select(PendingAct).where(PendingAct.subject == subject, _waits(at))
    return session.scalars(acts.order_by(PendingAct.id)).all()


def _waits(at: datetime) -> ColumnElement[bool]:
    return and_(PendingAct.decision.is_(None), PendingAct.expires_at > at)
