"""Importing a product file: every row is judged before any is written, all or nothing.

It stands here because it writes both products and their certificates.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from certification.errors import CatalogueRefused, ImportRunning
from certification.rules.catalogue_rows import ProductRow, product_schema
from certification.services.recognitions import store_recognitions
from core import audit, jobs
from core.sheets.problems import Problem, Report, of_file
from core.sheets.schema import Entry, read
from registry.errors import CodeTaken, GtinTaken, ProductTwice
from registry.models import Province
from registry.queries.places import place_book
from registry.rules.legal_forms import LegalForm, legal_form
from registry.rules.names import producer_key
from registry.rules.place_book import PlaceBook
from registry.rules.prints import Motif, choose_print
from registry.rules.product_sets import GROUPS, group_of_slug
from registry.rules.slugs import without_accents
from registry.services.catalogue import (
    WantedProducer,
    WantedProduct,
    store_producers,
    store_products,
)

IMPORT_LOCK = 7_200_003
BATCH = 1000
FEW = 500  # so many changed products are indexed one by one; more rebuild the index

Progress = Callable[[str, int], None]


@dataclass
class Changes:
    """What an import changed, in products."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    new_certificates: int = 0
    ids: set[int] = field(default_factory=set)

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed


@dataclass(frozen=True)
class Ground:
    """What an import stands on: the map, the words that choose prints, the day."""

    book: PlaceBook
    slugs: Mapping[int, str]
    motifs: Sequence[Motif]
    today: date


def ground(session: Session, motifs: Sequence[Motif], today: date) -> Ground:
    """Everything an import looks up, read once."""
    slugs = dict(session.execute(select(Province.id, Province.slug)).all())
    return Ground(place_book(session), slugs, motifs, today)


def check_catalogue(path: Path, on: Ground, progress: Progress) -> Report:
    """Everything that is wrong with the file, by itself and between its rows."""
    report = Report()
    seen: dict[str, dict[bytes, int]] = {"product_name": {}, "code": {}, "gtin": {}}
    number = 0
    for found in _entries(path, on):
        if isinstance(found, Problem):
            report.add(found)
            continue
        number += 1
        for problem in _repeats(found, on, seen):
            report.add(problem)
        if number % BATCH == 0:
            progress("checked", number)
    if not number and not report:
        report.add(of_file("no_rows"))
    return report


def import_catalogue(session: Session, path: Path, on: Ground, progress: Progress) -> Changes:
    """Write a file that was checked.

    Raises CatalogueRefused when a row contradicts what is on file, and ImportRunning while another
    import runs; nothing is stored then.
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(IMPORT_LOCK))):
        raise ImportRunning
    changes = Changes()
    entries = _entries(path, on)
    while batch := list(islice(entries, BATCH)):
        _store(session, _without_problems(batch), on, changes)
        progress("worked through", changes.rows)
    if changes.ids:
        _tell(session, path, changes)
    return changes


def _entries(path: Path, on: Ground) -> Iterator[Entry[ProductRow] | Problem]:
    schema = product_schema(on.today, lambda name: on.book.province(name) is not None)
    return read(path, schema)


def _repeats(
    entry: Entry[ProductRow], on: Ground, seen: dict[str, dict[bytes, int]]
) -> Iterator[Problem]:
    """Problems with rows before this one. Digests, not texts: memory stays flat."""
    row = entry.value
    rules = {
        "product_name": ("product_repeated", row.identity(_province(row, on)), row.name),
        "code": ("code_repeated", row.code, row.code),
        "gtin": ("gtin_repeated", row.gtin, row.gtin),
    }
    for column, (rule, key, shown) in rules.items():
        if not key:
            continue
        digest = hashlib.blake2b(key.encode(), digest_size=12).digest()
        first = seen[column].setdefault(digest, entry.row)
        if first != entry.row:
            yield Problem(entry.row, column, str(shown), rule, {"first": first})


def _province(row: ProductRow, on: Ground) -> int:
    found = on.book.province(row.province)
    assert found is not None  # the schema refuses unknown provinces
    return found


def _without_problems(batch: list[Entry[ProductRow] | Problem]) -> list[Entry[ProductRow]]:
    """The file may have been changed between check and import: then it is refused."""
    report = Report()
    for found in batch:
        if isinstance(found, Problem):
            report.add(found)
    if report:
        raise CatalogueRefused(report=report)
    return [found for found in batch if isinstance(found, Entry)]


def _store(session: Session, batch: list[Entry[ProductRow]], on: Ground, changes: Changes) -> None:
    rows = {entry.value.identity(_province(entry.value, on)): entry for entry in batch}
    makers = [_producer(entry.value, on) for entry in batch if entry.value.producer]
    producers = store_producers(session, makers)
    wanted = [_product(key, entry, producers, on) for key, entry in rows.items()]
    try:
        stored = store_products(session, wanted)
    except (CodeTaken, GtinTaken, ProductTwice) as no:
        raise CatalogueRefused(report=_report_of(no)) from no
    reported = {stored.ids[key]: entry.value for key, entry in rows.items()}
    certified, corrected = store_recognitions(session, reported, on.today)
    touched = (stored.changed | certified | corrected) - stored.new
    changes.rows += len(batch)
    changes.new += len(stored.new)
    changes.changed += len(touched)
    changes.new_certificates += len(certified)
    changes.ids |= stored.new | touched


def _producer(row: ProductRow, on: Ground) -> WantedProducer:
    province_id = _province(row, on)
    form = legal_form(row.producer)
    if form is LegalForm.UNKNOWN and row.producer_type:
        form = LegalForm(row.producer_type)
    return WantedProducer(
        f"{producer_key(row.producer)}|{province_id}",
        row.producer,
        str(form),
        province_id,
        on.slugs[province_id],
    )


def _product(
    identity: str, entry: Entry[ProductRow], producers: Mapping[str, int], on: Ground
) -> WantedProduct:
    row = entry.value
    place = on.book.locate(row.province, row.district, row.commune)
    assert place is not None
    maker = producers[f"{producer_key(row.producer)}|{place.province_id}"] if row.producer else None
    values: dict[str, Any] = {
        "name": row.name,
        "folded": without_accents(f"{row.name} {row.producer}".strip()),
        "producer_id": maker,
        "printed_commune": row.commune,
        "printed_district": row.district,
        "printed_province": row.province,
        "province_id": place.province_id,
        "commune_id": place.commune_id,
    }
    defaults = {"product_group": row.group, "product_set": None, "gtin": None}
    defaults["print"] = row.print or _print(row, on)
    given: dict[str, Any] = {
        name: getattr(row, name) for name in ("product_set", "gtin") if name in row.given
    }
    if "product_set" in row.given:
        given["product_group"] = row.group
    if row.print:
        given["print"] = row.print
    return WantedProduct(
        entry.row, identity, row.code, on.slugs[place.province_id], values | given, defaults
    )


def _print(row: ProductRow, on: Ground) -> str:
    group = group_of_slug(row.group) or GROUPS[0]
    return choose_print(row.name, on.motifs, group=group.number)


def _report_of(no: CodeTaken | GtinTaken | ProductTwice) -> Report:
    report = Report()
    column = "gtin" if isinstance(no, GtinTaken) else "code"
    value = str(no.facts.get(column, ""))
    report.add(Problem(int(str(no.facts["row"])), column, value, no.code, no.facts))
    return report


def _tell(session: Session, path: Path, changes: Changes) -> None:
    audit.record(
        session,
        actor="catalogue import",
        action="catalogue.imported",
        subject=f"file:{path.name}",
        new=changes.new,
        changed=changes.changed,
    )
    if len(changes.ids) <= FEW:
        ids: list[Any] = sorted(changes.ids)
        jobs.defer(session, "product.changed", product_ids=ids)
    else:
        jobs.defer(session, "catalogue.imported")
