"""Finding places by any of their names, old or new."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Commune, FormerUnit, Province, Succession
from registry.rules.names import name_key
from registry.rules.place_book import FormerPlace, PlaceBook, PresentCommune
from registry.rules.place_names import province_key, read_place
from registry.rules.slugs import squeezed, without_accents


@dataclass(frozen=True, slots=True)
class FoundProvince:
    """Today's province; `former` is the old name it was found under, empty for its own."""

    id: int
    name: str
    full_name: str
    slug: str
    former: str = ""


@dataclass(frozen=True, slots=True)
class FoundCommune:
    """One of today's communes; `former` is the old unit it was found under, if it was."""

    id: int
    code: str
    full_name: str
    province: str
    former: str = ""


def place_book(session: Session) -> PlaceBook:
    """All places in memory, for the thousands of look-ups of an import."""
    became: dict[int, list[int]] = defaultdict(list)
    pairs = select(Succession.former_id, Succession.commune_id).order_by(Succession.commune_id)
    for former_id, commune_id in session.execute(pairs):
        became[former_id].append(commune_id)
    units = session.execute(select(*FormerUnit.__table__.c)).all()
    former = (_former_place(unit, tuple(became[unit.id])) for unit in units)
    present = (
        PresentCommune(c.id, f"{c.kind} {c.name}", c.province_id, c.lat, c.lon)
        for c in session.execute(select(*Commune.__table__.c)).all()
    )
    provinces = session.execute(select(Province.name, Province.id))
    return PlaceBook(provinces, former, present)


def find_province(session: Session, text: str) -> FoundProvince | None:
    """Today's province under a new or old name, accents optional: "bac giang" is Bắc Ninh."""
    wanted = province_key(text)
    provinces = session.scalars(select(Province)).all()
    for province in provinces:
        if wanted in (province_key(province.name), squeezed(province.slug)):
            return _province(province)
    by_id = {province.id: province for province in provinces}
    names = select(FormerUnit.province, FormerUnit.province_id).where(FormerUnit.district == "")
    for name, province_id in session.execute(names):
        if province_key(name) == wanted:
            return _province(by_id[province_id], former=name)
    return None


def find_communes(session: Session, text: str) -> list[FoundCommune]:
    """Today's communes under a new or old name, accents optional; all successors of a split one."""
    place = read_place(text)
    folded = without_accents(place.name)
    names = (
        select(Commune, Province.name)
        .join(Province, Province.id == Commune.province_id)
        .order_by(Commune.code)
    )
    former = (
        select(Commune, Province.name, FormerUnit.commune)
        .join(Province, Province.id == Commune.province_id)
        .join(Succession, Succession.commune_id == Commune.id)
        .join(FormerUnit, FormerUnit.id == Succession.former_id)
        .where(FormerUnit.folded == folded, FormerUnit.commune != "")
    )
    found = {
        commune.id: _commune(commune, province)
        for commune, province in session.execute(names)
        if without_accents(commune.name) == folded
    }
    for commune, province, old in session.execute(former):
        found.setdefault(commune.id, _commune(commune, province, former=old))
    typed = [c for c in found.values() if _is_of_kind(c, place.type)] or list(found.values())
    return [c for c in typed if _has_accents_of(c, place.name)] or typed


def _former_place(unit: Any, communes: tuple[int, ...]) -> FormerPlace:  # noqa: ANN401 - a row
    names = (unit.province, unit.district, unit.commune)
    return FormerPlace(*names, unit.province_id, communes, unit.lat, unit.lon)


def _province(province: Province, former: str = "") -> FoundProvince:
    return FoundProvince(province.id, province.name, province.full_name, province.slug, former)


def _commune(commune: Commune, province: str, former: str = "") -> FoundCommune:
    return FoundCommune(
        commune.id, commune.code, f"{commune.kind} {commune.name}", province, former
    )


def _is_of_kind(found: FoundCommune, kind: str) -> bool:
    return not kind or (found.former or found.full_name).startswith(kind + " ")


def _has_accents_of(found: FoundCommune, name: str) -> bool:
    return name_key(read_place(found.former or found.full_name).name) == name_key(name)
