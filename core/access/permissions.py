"""The permission table (access control matrix): role × action × scope, denied by default.

`data/permissions.csv` has a row for each action and a column for each role; a cell says how far the
role reaches with that action, and an empty one that it does not. This is the code that decides.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from core.access.actors import Actor
from core.access.roles import WHOLE, Role, Scope, ScopeKind

TWO_PERSONS, YES = "two_persons", "yes"


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may do one action, and how far; `two_persons`: it holds when another one confirms it."""

    action: str
    two_persons: bool
    reach: Mapping[Role, ScopeKind]

    @property
    def is_public(self) -> bool:
        return Role.ANONYMOUS in self.reach

    def grants(self) -> list[tuple[Role, ScopeKind]]:
        """Every role that may, with what all people, or all with an account, may included."""
        common = self.reach.get(Role.ANONYMOUS) or self.reach.get(Role.CONSUMER)
        known = ((role, self.reach.get(role, common)) for role in Role)
        return [
            (role, scope)
            for role, scope in known
            if scope and (role is not Role.ANONYMOUS or self.is_public)
        ]

    def scopes(self, actor: Actor) -> frozenset[Scope]:
        """Where this actor may do it; nowhere when empty."""
        return frozenset(
            _within(reach, grant.scope, actor)
            for grant in actor.all_grants
            if (reach := self.reach.get(grant.role))
        )


def _within(reach: ScopeKind, scope: Scope, actor: Actor) -> Scope:
    if reach is ScopeKind.WHOLE:
        return WHOLE
    if reach is ScopeKind.SELF:
        return Scope(ScopeKind.SELF, actor.account_id)
    return scope


class PermissionTable:
    """All permissions by action."""

    def __init__(self, permissions: Mapping[str, Permission]) -> None:
        self._permissions = permissions

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file as described above. Raises ValueError naming what is wrong with it."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = [_permission(row) for row in csv.DictReader(file)]
        permissions = {permission.action: permission for permission in rows}
        if len(permissions) < len(rows):
            raise ValueError(f"{path.name}: an action stands in it twice")
        return cls(permissions)

    def __getitem__(self, action: str) -> Permission:
        return self._permissions[action]

    def __contains__(self, action: str) -> bool:
        return action in self._permissions

    def __iter__(self) -> Iterator[str]:
        return iter(self._permissions)

    def scopes(self, actor: Actor, action: str) -> frozenset[Scope]:
        return self[action].scopes(actor)


def _permission(row: Mapping[str, str]) -> Permission:
    action, two_persons = row["action"], row[TWO_PERSONS]
    if two_persons not in {"", YES}:
        raise ValueError(f"{action}: {TWO_PERSONS} is {YES} or empty")
    cells = {name: cell for name, cell in row.items() if name not in {"action", TWO_PERSONS}}
    if unknown := cells.keys() - set(Role):
        raise ValueError(f"{action}: no role is called {', '.join(sorted(unknown))}")
    reach = {Role(name): ScopeKind(cell) for name, cell in cells.items() if cell}
    return Permission(action, bool(two_persons), reach)
