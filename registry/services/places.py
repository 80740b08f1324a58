"""Idempotent load of the administrative map of data/places/ into the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from core.db.bulk import insert_all
from core.db.model import Base
from registry.errors import PlacesRefused
from registry.models import Commune, FormerUnit, Province, Succession
from registry.rules.place_names import read_place
from registry.rules.slugs import without_accents
from registry.services.place_files import CsvRow, Named, point, read_places

PIECE = 2000
Values = dict[str, Any]
Unit = tuple[str, str, str]  # province, district, commune

# Thừa Thiên Huế became the city of Huế half a year before the great change: papers name both.
OTHER_PROVINCE_NAMES = {"Huế": ("Thừa Thiên Huế",)}


@dataclass(frozen=True)
class FormerRow:
    """A former unit on its way into the database."""

    unit: Unit
    name: str
    province: str  # code of today's province
    communes: tuple[str, ...]
    lat: float | None
    lon: float | None


def load_places(session: Session, folder: Path) -> int:
    """Make the tables of places equal to the files. Returns how many rows changed.

    Raises PlacesRefused, also when a place on record is missing: others stand on it.
    """
    changed = _store(session, Province, ["code"], list(_provinces(folder)))
    provinces = Named[int]("provinces")
    provinces.update(session.execute(select(Province.code, Province.id)).all())
    changed += _store(session, Commune, ["code"], list(_communes(folder, provinces)))
    former = {row.unit: row for row in _former(folder)}
    rows = [_former_values(row, provinces) for row in former.values()]
    changed += _store(session, FormerUnit, ["province", "district", "commune"], rows)
    return changed + _succeed(session, former)


def _provinces(folder: Path) -> Iterator[Values]:
    for row in read_places(folder, "provinces"):
        kept = {name: row[name] for name in ("code", "name", "slug")}
        yield kept | {"kind": row["type"]} | point(row)


def _communes(folder: Path, provinces: Mapping[str, int]) -> Iterator[Values]:
    for row in read_places(folder, "communes"):
        place = {"kind": row["type"], "province_id": provinces[row["province"]]}
        yield {"code": row["code"], "name": row["name"]} | place | point(row)


def _former(folder: Path) -> Iterator[FormerRow]:
    """Provinces, districts and communes of June 2025, then units that had gone before."""
    provinces = Named[CsvRow]("former_provinces")
    provinces.update((row["code"], row) for row in read_places(folder, "former_provinces"))
    for row in provinces.values():
        for name in (row["name"], *OTHER_PROVINCE_NAMES.get(row["name"], ())):
            yield FormerRow((name, "", ""), name, row["province"], (), **point(row))
    units = Named[FormerRow]("former_districts")
    for row in read_places(folder, "former_districts"):
        units[row["code"]] = _district(row, provinces)
    for row in read_places(folder, "former_communes"):
        units[row["code"]] = _former_commune(row, units[row["former_district"]])
    yield from units.values()
    for row in read_places(folder, "earlier_units"):
        became = units[row["former"]]
        unit = (row["province"], row["district"], row["commune"])
        yield replace(became, unit=unit, name=read_place(row["commune"] or row["district"]).name)


def _district(row: CsvRow, provinces: Mapping[str, CsvRow]) -> FormerRow:
    province = provinces[row["former_province"]]
    unit = (province["name"], f"{row['type']} {row['name']}", "")
    into = tuple(row["communes"].split())
    return FormerRow(unit, row["name"], province["province"], into, **point(row))


def _former_commune(row: CsvRow, district: FormerRow) -> FormerRow:
    unit = (*district.unit[:2], f"{row['type']} {row['name']}")
    into = tuple(row["communes"].split())
    return FormerRow(unit, row["name"], district.province, into, **point(row))


def _former_values(row: FormerRow, provinces: Mapping[str, int]) -> dict[str, Any]:
    province, district, commune = row.unit
    named = {"province": province, "district": district, "commune": commune}
    place = {"province_id": provinces[row.province], "lat": row.lat, "lon": row.lon}
    return named | place | {"folded": without_accents(row.name)}


def _succeed(session: Session, former: Mapping[Unit, FormerRow]) -> int:
    """Make the successions equal to the files: add what is missing, take away what is wrong."""
    communes = Named[int]("communes")
    communes.update(session.execute(select(Commune.code, Commune.id)).all())
    units = select(FormerUnit.id, FormerUnit.province, FormerUnit.district, FormerUnit.commune)
    pairs = {
        (former_id, communes[code])
        for former_id, *unit in session.execute(units).all()
        for code in (former[unit[0], unit[1], unit[2]].communes if tuple(unit) in former else ())
    }
    present = set(session.execute(select(Succession.former_id, Succession.commune_id)))
    rows = [{"former_id": one, "commune_id": other} for one, other in sorted(pairs - present)]
    if rows:
        session.execute(insert(Succession), rows)
    wrong = sorted(present - pairs)
    for start in range(0, len(wrong), PIECE):
        pair = tuple_(Succession.former_id, Succession.commune_id)
        session.execute(delete(Succession).where(pair.in_(wrong[start : start + PIECE])))
    return len(rows) + len(wrong)


def _store(session: Session, table: type[Base], keys: list[str], rows: list[Values]) -> int:
    """Insert rows or change those that differ. Returns how many. Raises PlacesRefused."""
    names = ["id", *rows[0]]
    columns = table.__table__.c
    present = {
        tuple(row[name] for name in keys): row
        for row in session.execute(select(*(columns[name] for name in names))).mappings()
    }
    if gone := present.keys() - {tuple(row[name] for name in keys) for row in rows}:
        first = " / ".join(filter(None, min(gone)))
        raise PlacesRefused(
            f"{len(gone)} places on record are missing from the files ({table.__tablename__}"
            f" {first}). Others stand on them: nothing was changed."
        )
    missing, different = [], []
    for row in rows:
        row_on_file = present.get(tuple(row[name] for name in keys))
        if row_on_file is None:
            missing.append(row)
        elif any(row_on_file[name] != value for name, value in row.items()):
            different.append(row | {"id": row_on_file["id"]})
    if missing:
        insert_all(session, table, missing)
    if different:
        session.execute(update(table), different)
    return len(missing) + len(different)
