"""Steps of an application: each by the table of transitions, kept as an event and on record."""

from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from marketplace.sellers.errors import DecisionNotPossible
from marketplace.sellers.models.applications import ApplicationEvent, SellerApplication
from marketplace.sellers.rules.states import ApplicationState, ApplicationStep, next_state


def subject_of(application: SellerApplication) -> str:
    """As audit entries name it."""
    return f"seller_application:{application.id}"


def take_step(
    session: Session,
    application: SellerApplication,
    step: ApplicationStep,
    *,
    actor: Actor,
    reason: str = "",
) -> None:
    """Move a locked application on. Raises DecisionNotPossible."""
    before = ApplicationState(application.state)
    state = next_state(before, step)
    if state is None:
        raise DecisionNotPossible(state=before, step=step, application=application.id)
    application.state = state
    application.revision += 1
    session.add(
        ApplicationEvent(
            application_id=application.id,
            step=step,
            state=state,
            reason=reason,
            actor=actor.name,
            account_id=actor.account_id,
        )
    )
    record(
        session,
        actor=actor,
        action=f"application.{step}",
        subject=subject_of(application),
        before=before,
        after=state,
        reason=reason,
    )
    session.flush()
