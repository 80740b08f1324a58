"""The producers for which somebody may put a new product on the market."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.access.roles import Scope, ScopeKind
from core.access.row_scopes import within
from registry.models import Producer

MOST = 200


@dataclass(frozen=True, slots=True)
class OwnProducer:
    """A producer by its number, its address and its name."""

    id: int
    slug: str
    name: str


def own_producers(session: Session, scopes: Collection[Scope], actor: Actor) -> list[OwnProducer]:
    """By name; the one on whose behalf somebody acts comes first."""
    rows = session.execute(
        select(Producer.id, Producer.slug, Producer.name)
        .where(within(scopes, {ScopeKind.PRODUCER: Producer.__table__.c.id}))
        .order_by(Producer.name, Producer.id)
        .limit(MOST)
    )
    producers = [OwnProducer(*row) for row in rows]
    behalf = actor.on_behalf_of
    producers.sort(key=lambda p: behalf is None or p.id != behalf.producer_id)
    return producers
