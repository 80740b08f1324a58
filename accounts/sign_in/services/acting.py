"""Acting for a producer in one session: begun with its consent, and left again."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts.delegation.models import Delegation
from accounts.delegation.queries.delegations import holds_on
from accounts.sign_in.models import SignIn
from core.access.actors import Actor
from core.audit.entries import record
from core.errors import NotFound
from registry.models import Producer


def begin_acting(
    session: Session, sign_in_id: int, slug: str, *, actor: Actor, today: date
) -> None:
    """From now on this browser acts for that producer. Raises NotFound without its consent."""
    producer = session.scalar(
        select(Producer.id)
        .join(Delegation, Delegation.producer_id == Producer.id)
        .where(
            Producer.slug == slug,
            Delegation.delegate_id == (actor.account_id or 0),
            holds_on(today),
        )
    )
    if producer is None:
        raise NotFound(producer=slug)
    _choose(session, sign_in_id, producer)
    record(session, actor=actor, action="delegation.begun", subject=f"producer:{slug}")


def stop_acting(session: Session, sign_in_id: int, *, actor: Actor) -> None:
    """From now on this browser acts for its own person alone."""
    _choose(session, sign_in_id, None)
    if actor.on_behalf_of:
        subject = f"producer:{actor.on_behalf_of.slug}"
        record(session, actor=actor, action="delegation.left", subject=subject)


def _choose(session: Session, sign_in_id: int, producer_id: int | None) -> None:
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(acting_for_id=producer_id))
