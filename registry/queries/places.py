"""The administrative map in memory, by present and former names, for bulk look-ups."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Commune, FormerUnit, Province, Succession
from registry.rules.place_book import FormerPlace, PlaceBook, PresentCommune
from registry.rules.places import commune_name


def place_book(session: Session) -> PlaceBook:
    """All places in memory, for the thousands of look-ups of an import."""
    became: dict[int, list[int]] = defaultdict(list)
    pairs = select(Succession.former_id, Succession.commune_id).order_by(Succession.commune_id)
    for former_id, commune_id in session.execute(pairs):
        became[former_id].append(commune_id)
    units = session.execute(select(*FormerUnit.__table__.c)).all()
    former = (_former_place(unit, tuple(became[unit.id])) for unit in units)
    present = (
        PresentCommune(c.id, commune_name(c.kind, c.name) or "", c.province_id, c.lat, c.lon)
        for c in session.execute(select(*Commune.__table__.c)).all()
    )
    provinces = session.execute(select(Province.name, Province.id))
    return PlaceBook(provinces, former, present)


def _former_place(unit: Any, communes: tuple[int, ...]) -> FormerPlace:  # noqa: ANN401 - a row
    names = (unit.province, unit.district, unit.commune)
    return FormerPlace(*names, unit.province_id, communes, unit.lat, unit.lon)


def province_names(session: Session) -> dict[int, str]:
    """Today's provinces by number, in the order of their names."""
    rows = session.execute(select(Province.id, Province.name).order_by(Province.name))
    return {row.id: row.name for row in rows}
