"""What our own pages may know of the person before them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.people.queries.scopes import HeldRole, held_role, keys_of
from core.access.actors import Actor
from core.access.roles import Role


@dataclass(frozen=True, slots=True)
class ActingFor:
    """The producer on whose behalf this person acts for the time being."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Me:
    """The person, with roles as they are written; a stranger has neither name nor roles."""

    authenticated: bool
    name: str | None
    roles: list[HeldRole]
    acting_for: ActingFor | None
    cart_items: int


def me(session: Session, actor: Actor, *, cart_items: int) -> Me:
    grants = [grant for grant in actor.all_grants if grant.role is not Role.ANONYMOUS]
    keys = keys_of(session, (grant.scope for grant in grants))
    party = actor.on_behalf_of
    return Me(
        authenticated=not actor.is_anonymous,
        name=None if actor.is_anonymous else actor.name,
        roles=[held_role(grant.role, grant.scope, keys) for grant in grants],
        acting_for=ActingFor(party.slug, party.name) if party else None,
        cart_items=cart_items,
    )
