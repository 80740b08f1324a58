"""Checks of checklist items by an operator: verified, waived or rejected."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.clock import now
from marketplace.sellers.models.applications import ChecklistCheck, SellerApplication
from marketplace.sellers.rules.checklist import Item, Outcome
from marketplace.sellers.services.steps import subject_of


def set_outcome(
    session: Session,
    application: SellerApplication,
    item: Item,
    outcome: Outcome,
    *,
    actor: Actor,
    reason: str = "",
) -> None:
    """Keep what an operator made of an item of a locked application, in place of what was."""
    values = {"outcome": outcome, "reason": reason, "actor": actor.name, "at": now()}
    keep = insert(ChecklistCheck).values(application_id=application.id, item=item, **values)
    session.execute(
        keep.on_conflict_do_update(index_elements=["application_id", "item"], set_=values)
    )
    record(
        session,
        actor=actor,
        action=f"application.item_{outcome}",
        subject=subject_of(application),
        item=item,
        reason=reason,
    )
