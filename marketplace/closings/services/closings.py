"""Closing a seller: announced with its reason five days ahead, then done by a job."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people.models import RoleGrant
from accounts.people.services.grants import take_role
from core.access.actors import Actor
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.audit.entries import record
from core.clock import VIETNAM
from marketplace.sellers.errors import DecisionNotPossible, ReasonMissing
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.closings import SellerClosing
from marketplace.sellers.rules.deadlines import CLOSING_NOTICE
from marketplace.sellers.rules.states import STANDING, ApplicationStep
from marketplace.sellers.services.decisions import lock_application
from marketplace.sellers.services.notices import CLOSING, give_notice
from marketplace.sellers.services.steps import subject_of, take_step


def announce_closing(
    session: Session, application_id: int, reason: str, *, actor: Actor, at: datetime
) -> SellerClosing:
    """Announce that a seller is closed in five days; the same again announces nothing new.

    Raises NotFound, ReasonMissing, and DecisionNotPossible for who is no seller.
    """
    application = lock_application(session, application_id)
    if application.state not in STANDING:
        raise DecisionNotPossible(state=application.state, application=application.id)
    if not reason.strip():
        raise ReasonMissing
    if announced := _announced(session, application):
        return announced
    closing = SellerClosing(
        application_id=application.id,
        reason=reason,
        announced_at=at,
        announced_by=actor.name,
        closes_at=at + CLOSING_NOTICE,
    )
    session.add(closing)
    application.revision += 1
    session.flush()
    _put_on_record(session, application, "announced", reason, actor)
    _tell(session, application, closing, "announced")
    return closing


def withdraw_closing(session: Session, application_id: int, *, actor: Actor, at: datetime) -> None:
    """Take an announcement back. Raises NotFound, and DecisionNotPossible when there is none."""
    application = lock_application(session, application_id)
    closing = _announced(session, application)
    if closing is None:
        raise DecisionNotPossible(state=application.state, application=application.id)
    closing.withdrawn_at = at
    application.revision += 1
    session.flush()
    _put_on_record(session, application, "withdrawn", closing.reason, actor)
    _tell(session, application, closing, "withdrawn")


def due_closings(session: Session, at: datetime) -> Sequence[int]:
    """The applications whose notice has run out."""
    return session.scalars(
        select(SellerClosing.application_id)
        .where(
            SellerClosing.closes_at <= at,
            SellerClosing.closed_at.is_(None),
            SellerClosing.withdrawn_at.is_(None),
        )
        .order_by(SellerClosing.application_id)
    ).all()


def close_seller(session: Session, application_id: int, at: datetime) -> bool:
    """Close a seller whose notice has run out; False when it was withdrawn or done meanwhile.

    Its people lose their roles; the applicant still sees the application and downloads from it.
    """
    application = lock_application(session, application_id)
    closing = _announced(session, application)
    if closing is None or closing.closes_at > at or application.state not in STANDING:
        return False
    actor = Actor(closing.announced_by)
    take_step(session, application, ApplicationStep.CLOSE, reason=closing.reason, actor=actor)
    closing.closed_at = at
    _end_roles(session, application, actor)
    _tell(session, application, closing, "closed")
    return True


def _announced(session: Session, application: SellerApplication) -> SellerClosing | None:
    return session.scalar(
        select(SellerClosing).where(
            SellerClosing.application_id == application.id,
            SellerClosing.closed_at.is_(None),
            SellerClosing.withdrawn_at.is_(None),
        )
    )


def _end_roles(session: Session, application: SellerApplication, actor: Actor) -> None:
    rows = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.producer_id == application.producer_id, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    ).all()
    scope = Scope(ScopeKind.PRODUCER, application.producer_id)
    for row in rows:
        take_role(session, row.account_id, Grant(Role(row.role), scope), actor=actor)


def _put_on_record(
    session: Session, application: SellerApplication, what: str, reason: str, actor: Actor
) -> None:
    action = f"seller.closing_{what}"
    record(session, actor=actor, action=action, subject=subject_of(application), reason=reason)


def _tell(
    session: Session, application: SellerApplication, closing: SellerClosing, step: str
) -> None:
    at = f"{closing.closes_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    give_notice(session, application, CLOSING, step=step, reason=closing.reason, at=at)
