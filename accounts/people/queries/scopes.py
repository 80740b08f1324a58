"""Scopes as people write them: a producer by its slug, a commune or province by its code."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.access.roles import WHOLE, Role, Scope, ScopeKind
from registry.models import Commune, Producer, Province


@dataclass(frozen=True, slots=True)
class ScopeInWords:
    """A scope as it is written outside: `producer` and its slug."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role; without a scope it holds everywhere."""

    role: Role
    scope: ScopeInWords | None = None


_WRITTEN: dict[ScopeKind, tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]]] = {
    ScopeKind.PRODUCER: (Producer.id, Producer.slug),
    ScopeKind.COMMUNE: (Commune.id, Commune.code),
    ScopeKind.PROVINCE: (Province.id, Province.code),
}


def scope_written(session: Session, kind: ScopeKind, key: str) -> Scope | None:
    """The scope that somebody wrote; None when there is no such producer, commune or province."""
    if kind is ScopeKind.WHOLE:
        return WHOLE
    number, written = _WRITTEN[kind]
    known = session.scalar(select(number).where(written == key))
    return None if known is None else Scope(kind, known)


def keys_of(session: Session, scopes: Iterable[Scope]) -> dict[Scope, str]:
    """How each of these is written; what holds everywhere is not written at all."""
    keys: dict[Scope, str] = {}
    numbers = list(scopes)
    for kind, (number, written) in _WRITTEN.items():
        of_kind = {scope.id for scope in numbers if scope.kind is kind}
        if of_kind:
            rows = session.execute(select(number, written).where(number.in_(of_kind)))
            keys |= {Scope(kind, row[0]): row[1] for row in rows}
    return keys


def held_role(role: Role, scope: Scope, keys: dict[Scope, str]) -> HeldRole:
    """A role as it is shown outside, with the keys that `keys_of` gave."""
    return HeldRole(role, ScopeInWords(scope.kind, keys[scope]) if scope in keys else None)
