"""Importing a product file: every row is judged before any is written, all or nothing.

It stands here because it writes both products and their certificates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.audit.entries import record
from core.jobs import queue as jobs
from core.sheets.problems import ProblemReport, SheetProblem
from core.sheets.schema import ParsedRow
from intake.errors import CatalogueRefused, ImportRunning
from intake.rules.catalogue_rows import ProductRow
from intake.services.import_context import (
    BATCH,
    ImportContext,
    ImportProgress,
    entries,
    province_of,
)
from intake.services.recognitions import store_recognitions
from registry.errors import CodeTaken, GtinTaken, ProductTwice
from registry.rules.legal_forms import LegalForm, legal_form
from registry.rules.names import producer_key
from registry.rules.prints import choose_print
from registry.rules.product_sets import GROUPS, group_of_slug
from registry.rules.slugs import without_accents
from registry.services.catalogue import (
    ColumnChanges,
    WantedProducer,
    WantedProduct,
    store_producers,
    store_products,
)

IMPORT_LOCK = 7_200_003
SHOWN = 100
FEW = 500  # so many changed products are indexed one by one; more rebuild the index
# By these no product is found, filtered, counted or sorted: a job would find nothing to do.
UNINDEXED = {
    "folded", "gtin", "identity", "print", "product_set",
    "source_date", "source_key", "source_title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changed."""

    row: int
    name: str
    is_new: bool
    what: ColumnChanges
    recognition: str | None  # the year or decision of a certificate that is added

    def __bool__(self) -> bool:
        return self.is_new or bool(self.what) or self.recognition is not None

    @property
    def is_indexed(self) -> bool:
        """Whether a search could tell the difference."""
        is_added = self.is_new or self.recognition is not None
        return is_added or bool(self.what.keys() - UNINDEXED)


@dataclass
class Changes:
    """What an import changed, in products; the first changes in full."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    indexed: set[int] = field(default_factory=set)  # the ids of those a search could tell apart
    shown: list[Change] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed

    def add(self, product_id: int, change: Change) -> None:
        self.new += change.is_new
        self.changed += not change.is_new
        if change.is_indexed:
            self.indexed.add(product_id)
        if len(self.shown) < SHOWN:
            self.shown.append(change)


def import_catalogue(
    session: Session, path: Path, context: ImportContext, progress: ImportProgress
) -> Changes:
    """Write a file that was checked.

    Raises CatalogueRefused when a row contradicts what is on file, and ImportRunning while another
    import runs; nothing is stored then.
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(IMPORT_LOCK))):
        raise ImportRunning
    changes = Changes()
    rows = entries(path, context)
    while batch := list(islice(rows, BATCH)):
        _store(session, _without_problems(batch), context, changes)
        progress("worked through", changes.rows)
    if changes.new or changes.changed:
        _tell(session, path, changes)
    return changes


def _without_problems(
    batch: list[ParsedRow[ProductRow] | SheetProblem],
) -> list[ParsedRow[ProductRow]]:
    """The file may have been changed between check and import: then it is refused."""
    report = ProblemReport()
    for row in batch:
        if isinstance(row, SheetProblem):
            report.add(row)
    if report:
        raise CatalogueRefused(report=report)
    return [row for row in batch if isinstance(row, ParsedRow)]


def _store(
    session: Session, batch: list[ParsedRow[ProductRow]], context: ImportContext, changes: Changes
) -> None:
    rows = {entry.value.identity(province_of(entry.value, context)): entry for entry in batch}
    makers = [_producer(entry.value, context) for entry in batch if entry.value.producer]
    producers = store_producers(session, makers)
    products = [_product(key, entry, producers, context) for key, entry in rows.items()]
    try:
        stored = store_products(session, products)
    except (CodeTaken, GtinTaken, ProductTwice) as no:
        raise CatalogueRefused(report=_report_of(no)) from no
    entry_of = {stored.ids[key]: entry for key, entry in rows.items()}
    reported = {product: entry.value for product, entry in entry_of.items()}
    certified, corrected = store_recognitions(session, reported, context.today)
    changes.rows += len(batch)
    for product, entry in entry_of.items():
        what = stored.changed.get(product, {}) | corrected.get(product, {})
        added = entry.value.recognition if product in certified else None
        change = Change(entry.row, entry.value.name, product in stored.new, what, added)
        if change:
            changes.add(product, change)


def _producer(row: ProductRow, context: ImportContext) -> WantedProducer:
    province_id = province_of(row, context)
    form = legal_form(row.producer)
    if form is LegalForm.UNKNOWN and row.producer_type:
        form = LegalForm(row.producer_type)
    return WantedProducer(
        f"{producer_key(row.producer)}|{province_id}",
        row.producer,
        str(form),
        province_id,
        context.slugs[province_id],
    )


def _product(
    identity: str,
    entry: ParsedRow[ProductRow],
    producers: Mapping[str, int],
    context: ImportContext,
) -> WantedProduct:
    row = entry.value
    place = context.book.locate(row.province, row.district, row.commune)
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
    defaults["print"] = row.print or _print(row, context)
    given: dict[str, Any] = {
        name: getattr(row, name) for name in ("product_set", "gtin") if name in row.given
    }
    if "product_set" in row.given:
        given["product_group"] = row.group
    if row.print:
        given["print"] = row.print
    return WantedProduct(
        entry.row, identity, row.code, context.slugs[place.province_id], values | given, defaults
    )


def _print(row: ProductRow, context: ImportContext) -> str:
    group = group_of_slug(row.group) or GROUPS[0]
    return choose_print(row.name, context.motifs, group=group.number)


def _report_of(no: CodeTaken | GtinTaken | ProductTwice) -> ProblemReport:
    report = ProblemReport()
    column = "gtin" if isinstance(no, GtinTaken) else "code"
    value = str(no.facts.get(column, ""))
    report.add(SheetProblem(int(str(no.facts["row"])), column, value, no.code, no.facts))
    return report


def _tell(session: Session, path: Path, changes: Changes) -> None:
    record(
        session,
        actor="catalogue import",
        action="catalogue.imported",
        subject=f"file:{path.name}",
        new=changes.new,
        changed=changes.changed,
    )
    if len(changes.indexed) > FEW:
        jobs.defer(session, "catalogue.imported")
    elif changes.indexed:
        ids: list[Any] = sorted(changes.indexed)
        jobs.defer(session, "product.changed", product_ids=ids)
