"""The actor of an act: who acts, by which roles, and on whose behalf."""

from dataclasses import dataclass
from typing import Self

from core.access.names import (
    DEMONSTRATION,
    IMPORTER,
    PLACES_LOADER,
    check_person_name,
    is_same_person,
)
from core.access.roles import WHOLE, Grant, Role, Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class Party:
    """The producer on whose behalf somebody acts who does not belong to it."""

    producer_id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Services are handed one, never a bare name.

    `account_id` is None for a stranger, a program, and a person at the command line, whose name is
    a statement and no proof. Raises NameReserved for a person with the name of a program.
    """

    name: str
    account_id: int | None = None
    grants: tuple[Grant, ...] = ()
    on_behalf_of: Party | None = None

    def __post_init__(self) -> None:
        """Whatever hands an actor to a service: nobody with an account is a program."""
        if self.account_id is not None:
            check_person_name(self.name)

    @classmethod
    def at_command_line(cls, name: str) -> Self:
        """Whoever has a shell on the machine may do everything. Raises NameReserved."""
        check_person_name(name)
        return cls(name, grants=(Grant(Role.OPERATOR),))

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None

    @property
    def all_grants(self) -> tuple[Grant, ...]:
        """Those given to this person, and those that everybody has."""
        stranger = Grant(Role.ANONYMOUS)
        if self.account_id is None:
            return (stranger, *self.grants)
        own = Grant(Role.CONSUMER, Scope(ScopeKind.SELF, self.account_id))
        return (stranger, own, *self.grants)

    def is_same_person(self, other: Self) -> bool:
        """By their accounts; whoever has none is known by a name that reads like another."""
        if self.account_id is not None and other.account_id is not None:
            return self.account_id == other.account_id
        return is_same_person(self.name, other.name)

    def has(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.all_grants)


STRANGER = Actor("")
IMPORTING = Actor(IMPORTER, grants=(Grant(Role.OPERATOR, WHOLE),))
LOADING_PLACES = Actor(PLACES_LOADER, grants=(Grant(Role.OPERATOR, WHOLE),))
DEMONSTRATING = Actor(DEMONSTRATION, grants=(Grant(Role.OPERATOR, WHOLE),))
