"""Idempotent import of raw-material areas and their links to products, all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from core.access.actors import IMPORTING
from core.audit.entries import record, subject_of_file
from core.db.bulk import insert_all
from core.sheets.problems import ProblemReport, SheetNote, SheetProblem, of_file
from core.sheets.schema import ParsedRow, Schema, read
from intake.errors import AreasRefused, ImportRunning
from intake.rules.area_rows import AreaRow, LinkRow, area_schema, link_schema
from intake.services.import_context import IMPORT_LOCK
from registry.models import Producer, Product
from registry.queries.places import place_book
from registry.rules.issued_codes import CodeKind
from registry.rules.names import name_key, producer_key
from registry.rules.place_book import PlaceBook
from registry.rules.slugs import squeezed
from registry.services.issued_codes import issue
from traceability.areas.models import ProductArea, RawMaterialArea

T = TypeVar("T", AreaRow, LinkRow)


@dataclass
class AreaChanges:
    """What an import changed."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    notes: list[SheetNote] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed


def import_areas(session: Session, path: Path, today: date) -> AreaChanges:
    """Add or change areas. Raises AreasRefused or ImportRunning; nothing is stored then."""
    _lock(session)
    book = place_book(session)
    changes = AreaChanges()
    rows = _rows(path, area_schema(today, book), lambda row: row.key, changes)
    columns = RawMaterialArea.__table__.c
    areas = session.execute(select(*columns).where(columns.source_key.in_(rows))).mappings()
    present = {area["source_key"]: area for area in areas}
    missing = []
    for key, entry in rows.items():
        values = _values(entry.value, book)
        if key not in present:
            missing.append(values | {"source_key": key})
        elif any(present[key][name] != value for name, value in values.items()):
            area = RawMaterialArea.id == present[key]["id"]
            session.execute(update(RawMaterialArea).where(area).values(values))
            changes.changed += 1
    _add(session, missing)
    changes.new = len(missing)
    _put_on_record(session, "areas.imported", path, changes)
    return changes


def import_links(session: Session, path: Path) -> AreaChanges:
    """Tie areas to products. Raises AreasRefused or ImportRunning; nothing is stored then."""
    _lock(session)
    book = place_book(session)
    changes = AreaChanges()
    rows = _rows(path, link_schema(book), _link_key, changes)
    areas = dict(session.execute(select(RawMaterialArea.source_key, RawMaterialArea.id)).all())
    products = _Products(session, book)
    report = ProblemReport()
    links: dict[tuple[int, int], str] = {}
    for number, row in rows.values():
        area, product = areas.get(row.area), products.find(row)
        if area is None:
            report.add(SheetProblem(number, "area_name", row.area_name, "area_unknown"))
        if product is None:
            report.add(SheetProblem(number, "product_name", row.product_name, "product_unknown"))
        if area and product:
            links[product, area] = row.link
    if report:
        raise AreasRefused(report=report)
    _tie(session, links, changes)
    _put_on_record(session, "area_links.imported", path, changes)
    return changes  # no search finds a product by its areas: the index need not hear of it


def _put_on_record(session: Session, action: str, path: Path, changes: AreaChanges) -> None:
    if changes.new or changes.changed:
        counts = {"new": changes.new, "changed": changes.changed}
        record(
            session,
            actor=IMPORTING,
            action=action,
            subject=subject_of_file(path),
            **counts,
        )


def _lock(session: Session) -> None:
    if not session.scalar(select(func.pg_try_advisory_xact_lock(IMPORT_LOCK))):
        raise ImportRunning


def _rows(
    path: Path, schema: Schema[T], key: Callable[[T], str], changes: AreaChanges
) -> dict[str, ParsedRow[T]]:
    """All rows by key; there are hundreds of areas, not millions. Raises AreasRefused."""
    report = ProblemReport(notes=changes.notes)
    rows: dict[str, ParsedRow[T]] = {}
    for row in read(path, schema, note=changes.notes.append):
        if isinstance(row, SheetProblem):
            report.add(row)
        elif key(row.value) in rows:
            facts = {"first": rows[key(row.value)].row}
            report.add(SheetProblem(row.row, "area_name", "", "area_repeated", facts))
        else:
            rows[key(row.value)] = row
    if not rows and not report:
        report.add(of_file("no_rows"))
    if report:
        raise AreasRefused(report=report)
    changes.rows = len(rows)
    return rows


def _values(row: AreaRow, book: PlaceBook) -> dict[str, Any]:
    place = book.locate(row.province, row.district, row.commune)
    assert place is not None  # the schema refuses unknown provinces
    return {
        "name": row.name,
        "kind": row.kind,
        "crop": row.crop,
        "printed_commune": row.commune,
        "printed_district": row.district,
        "printed_province": row.province,
        "province_id": place.province_id,
        "commune_id": place.commune_id,
        "lat": place.lat,
        "lon": place.lon,
        "hectares": row.hectares,
        "hectares_note": row.hectares_note,
        "households": row.households,
        "standard": row.standard,
        "geographical_indication": row.geographical_indication,
        "source_title": row.source_title,
        "source_date": row.source_date,
        "source_note": row.source_note,
    }


def _add(session: Session, missing: list[dict[str, Any]]) -> None:
    codes = issue(session, CodeKind.AREA, len(missing))
    rows = [values | {"code": next(codes)} for values in missing]
    if rows:
        insert_all(session, RawMaterialArea, rows)


def _tie(session: Session, links: dict[tuple[int, int], str], changes: AreaChanges) -> None:
    rows_on_file = session.execute(
        select(ProductArea.product_id, ProductArea.area_id, ProductArea.link)
    )
    present = {(product, area): link for product, area, link in rows_on_file}
    new = [pair for pair in links if pair not in present]
    changed = [pair for pair in links if present.get(pair, links[pair]) != links[pair]]
    rows = [{"product_id": p, "area_id": a, "link": links[p, a]} for p, a in (*new, *changed)]
    if rows:
        adding = upsert(ProductArea)
        names = ["product_id", "area_id"]
        changing = {"link": adding.excluded.link}
        session.execute(adding.on_conflict_do_update(index_elements=names, set_=changing), rows)
    changes.new, changes.changed = len(new), len(changed)


def _link_key(row: LinkRow) -> str:
    product = (name_key(row.product_name), producer_key(row.producer_name), squeezed(row.district))
    return "|".join((row.area, *product, squeezed(row.province)))


class _Products:
    """Products by name, producer and today's province, told apart by district where needed."""

    def __init__(self, session: Session, book: PlaceBook) -> None:
        self._book = book
        self._numbers: dict[tuple[str, str, int], list[tuple[str, int]]] = {}
        names = select(
            Product.id, Product.name, Producer.name, Product.province_id, Product.printed_district
        ).outerjoin(Producer, Producer.id == Product.producer_id)
        for number, name, producer, province_id, district in session.execute(names):
            key = (name_key(name), producer_key(producer or ""), province_id)
            self._numbers.setdefault(key, []).append((squeezed(district), number))

    def find(self, row: LinkRow) -> int | None:
        province_id = self._book.province(row.province) or 0
        key = (name_key(row.product_name), producer_key(row.producer_name), province_id)
        candidates = self._numbers.get(key, [])
        if len(candidates) > 1:
            candidates = [one for one in candidates if one[0] == squeezed(row.district)]
        return candidates[0][1] if len(candidates) == 1 else None
