"""Checks of checklist items by an operator: verified, waived or rejected."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.pending_acts.errors import OwnAct
from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from core.errors import NotFound
from marketplace.sellers.errors import (
    DecisionNotPossible,
    ItemNotWaivable,
    ItemUnchecked,
)
from marketplace.sellers.models.applications import ChecklistCheck, SellerApplication
from marketplace.sellers.queries.dossiers import checklist_of
from marketplace.sellers.rules.checklist import (
    ChecklistItem,
    ItemEvidence,
    ItemStanding,
    ItemState,
    Outcome,
)
from marketplace.sellers.rules.states import STANDING, ApplicationState
from marketplace.sellers.services.steps import subject_of

CHECKED_IN = (ApplicationState.SUBMITTED, ApplicationState.MORE_INFORMATION, *STANDING)


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """What an operator makes of one item, and why."""

    item: ChecklistItem
    outcome: Outcome
    reason: str = ""


def check_item(
    session: Session, application_id: int, check: ItemCheck, *, actor: Actor, day: date
) -> None:
    """Check an item of an application that waits for a decision, or of a standing seller.

    Raises NotFound, OwnAct, DecisionNotPossible, ItemNotWaivable or ItemUnchecked.
    """
    application = session.scalar(
        select(SellerApplication)
        .where(SellerApplication.id == application_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if application is None:
        raise NotFound
    if actor.account_id == application.applicant_id:
        raise OwnAct
    if application.state not in CHECKED_IN:
        raise DecisionNotPossible(state=application.state, application=application.id)
    standings = {each.item: each for each in checklist_of(session, application, day)}
    _refuse_impossible(standings.get(check.item), check)
    set_outcome(session, application, check, actor=actor)


def set_outcome(
    session: Session, application: SellerApplication, check: ItemCheck, *, actor: Actor
) -> None:
    """Keep what an operator made of an item of a locked application, in place of what was."""
    values = {
        "outcome": check.outcome,
        "reason": check.reason,
        "actor": actor.name,
        "at": now(),
    }
    keep = insert(ChecklistCheck).values(application_id=application.id, item=check.item, **values)
    session.execute(
        keep.on_conflict_do_update(index_elements=["application_id", "item"], set_=values)
    )
    record(
        session,
        actor=actor,
        action=f"application.item_{check.outcome}",
        subject=subject_of(application),
        item=check.item,
        reason=check.reason,
    )


def _refuse_impossible(standing: ItemStanding | None, check: ItemCheck) -> None:
    """What a rule computes is not verified by hand, and what was not given cannot be looked at."""
    if standing is None:
        raise NotFound
    if check.outcome is Outcome.WAIVED:
        if not standing.row.is_waivable:
            raise ItemNotWaivable(item=check.item)
        return
    is_computed = standing.row.evidence is ItemEvidence.COMPUTED
    if is_computed or (
        check.outcome is Outcome.VERIFIED and standing.state is ItemState.MISSING
        and standing.row.evidence is ItemEvidence.PAPER
    ):  # fmt: skip
        raise ItemUnchecked(item=check.item)
