"""Offices: whose desk it is, by the names of its provinces and communes."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.roles import WHOLE, Scope, ScopeKind
from registry.models import Commune, Province
from registry.rules.places import commune_name


@dataclass(frozen=True, slots=True)
class Office:
    """What a desk shows. Who reaches the whole country looks at one province after the other."""

    name: str
    scopes: frozenset[Scope]
    chosen: str = ""  # slug of that province
    choices: tuple[tuple[str, str], ...] = ()  # slug and name


def office_of(session: Session, scopes: Collection[Scope], chosen: str = "") -> Office:
    """The office of these scopes; `chosen` counts for those who see the whole country."""
    if WHOLE in scopes:
        return _one_of_all(session, chosen)
    names = [*_province_names(session, scopes), *_commune_names(session, scopes)]
    return Office(", ".join(names), frozenset(scopes))


def _one_of_all(session: Session, chosen: str) -> Office:
    provinces = session.scalars(select(Province).order_by(Province.slug)).all()
    choices = tuple((province.slug, province.name) for province in provinces)
    picked = next((p for p in provinces if p.slug == chosen), provinces[0] if provinces else None)
    if picked is None:
        return Office("", frozenset())
    scope = Scope(ScopeKind.PROVINCE, picked.id)
    return Office(picked.full_name, frozenset({scope}), picked.slug, choices)


def _province_names(session: Session, scopes: Collection[Scope]) -> list[str]:
    ids = [scope.id for scope in scopes if scope.kind is ScopeKind.PROVINCE]
    if not ids:
        return []
    provinces = select(Province).where(Province.id.in_(ids)).order_by(Province.name)
    return [province.full_name for province in session.scalars(provinces)]


def _commune_names(session: Session, scopes: Collection[Scope]) -> list[str]:
    ids = [scope.id for scope in scopes if scope.kind is ScopeKind.COMMUNE]
    if not ids:
        return []
    communes = select(Commune).where(Commune.id.in_(ids)).order_by(Commune.name)
    return [commune_name(c.kind, c.name) or "" for c in session.scalars(communes)]
