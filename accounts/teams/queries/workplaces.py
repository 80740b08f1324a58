"""The producers a person works for."""

from collections.abc import Collection

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from accounts.teams.models import WorkplaceChoice
from core.access.actors import Actor
from core.access.workplaces import Workplace
from registry.models import Producer


def workplaces_of(
    session: Session, actor: Actor, producer_ids: Collection[int]
) -> tuple[Workplace, ...]:
    """Those of some producers that this person works for, the chosen one first, then by name.

    Who acts for somebody works there.
    """
    own = WorkplaceChoice.account_id == actor.account_id
    chosen = WorkplaceChoice.producer_id == Producer.id
    rows = session.execute(
        select(Producer.id, Producer.slug, Producer.name, WorkplaceChoice.account_id.label("mine"))
        .outerjoin(WorkplaceChoice, and_(own, chosen))
        .where(Producer.id.in_(producer_ids))
        .order_by(Producer.name, Producer.id)
    ).all()
    behalf = actor.on_behalf_of.producer_id if actor.on_behalf_of else None
    places = (
        Workplace(row.id, row.slug, row.name, row.id == behalf if behalf else bool(row.mine))
        for row in rows
    )
    return tuple(sorted(places, key=lambda place: not place.is_chosen))
