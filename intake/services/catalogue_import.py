"""Staging of a product file: every row compared with what is on file, before any is written.

It stands here because it compares both products and their certificates. Nothing is locked: official
acts wait for the short writing alone (intake.services.catalogue_writing).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.sheets.problems import ProblemReport, SheetProblem
from core.sheets.schema import ParsedRow
from intake.errors import CatalogueRefused
from intake.rules.catalogue_rows import ProductRow
from intake.services.catalogue_changes import Change, Changes
from intake.services.import_context import (
    BATCH,
    ImportContext,
    ImportProgress,
    entries,
    province_of,
)
from intake.services.recognitions import CertificateUpdate, Recognitions, compare_recognitions
from intake.services.renamed_producers import renamed_producers
from registry.errors import CodeTaken, GtinTaken, ProductTwice
from registry.rules.legal_forms import LegalForm, legal_form
from registry.rules.names import producer_identity
from registry.rules.prints import choose_print
from registry.rules.product_sets import GROUPS, group_of_slug
from registry.rules.slugs import without_accents
from registry.services.catalogue import (
    ColumnChanges,
    Comparison,
    ProducerEntry,
    ProductEntry,
    compare_products,
    producer_ids,
)

NOT_YET = 0  # the id of a producer that the import will add


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row that says otherwise than what is on file, and in what."""

    entry: ParsedRow[ProductRow]
    product_id: int | None  # None: a new product
    what: ColumnChanges
    adds_certificate: bool
    update: CertificateUpdate | None

    @property
    def change(self) -> Change:
        """For the report."""
        row = self.entry.value
        what = self.what | (self.update.differences if self.update else {})
        added = row.recognition if self.adds_certificate else None
        return Change(self.entry.row, row.name, self.product_id is None, what, added)


@dataclass
class StagedCatalogue:
    """What is left of a file to be written."""

    rows: int = 0
    differing: list[StagedRow] = field(default_factory=list)
    products: dict[int, int] = field(default_factory=dict)  # the row of each product on file

    def changes(self) -> Changes:
        """What writing it would change, unless somebody acts meanwhile."""
        changes = Changes(rows=self.rows)
        for row in self.differing:
            changes.add(row.product_id or 0, row.change)
        return changes


def stage_catalogue(
    session: Session, path: Path, context: ImportContext, progress: ImportProgress
) -> StagedCatalogue:
    """Compare a file that was checked. Only reads.

    Raises CatalogueRefused when a row contradicts what is on file.
    """
    staged = StagedCatalogue()
    rows = entries(path, context)
    while batch := list(islice(rows, BATCH)):
        _stage(session, _without_problems(batch), context, staged)
        progress("compared", staged.rows)
    _check_producers(session, staged, context)
    return staged


def _check_producers(session: Session, staged: StagedCatalogue, context: ImportContext) -> None:
    """A new product may be one on file whose producer has another name now: that is asked."""
    report = ProblemReport()
    new = [row.entry for row in staged.differing if row.product_id is None]
    for problem in renamed_producers(session, new, staged.products.keys(), context):
        report.add(problem)
    if report:
        raise CatalogueRefused(report=report)


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


def _stage(
    session: Session,
    batch: list[ParsedRow[ProductRow]],
    context: ImportContext,
    staged: StagedCatalogue,
) -> None:
    rows = {identity_of(entry, context): entry for entry in batch}
    makers = producer_ids(session, {p.identity for p in reported_producers(batch, context)})
    products = reported_products(batch, defaultdict(lambda: NOT_YET, makers), context)
    try:
        compared = compare_products(session, products)
    except (CodeTaken, GtinTaken, ProductTwice) as no:
        raise refused(no) from no
    _check_reported_once([(number, rows[key]) for key, number in compared.ids.items()], staged)
    values = {number: rows[key].value for key, number in compared.ids.items()}
    recognitions = compare_recognitions(session, values, context.today)
    staged.rows += len(batch)
    for key, entry in rows.items():
        row = _staged(entry, compared.ids.get(key), compared, recognitions)
        if row.change or row.update:
            staged.differing.append(row)


def _check_reported_once(
    reported: Iterable[tuple[int, ParsedRow[ProductRow]]], staged: StagedCatalogue
) -> None:
    """One row may name a product by its code, another by its name."""
    report = ProblemReport()
    for number, entry in reported:
        first = staged.products.setdefault(number, entry.row)
        if first != entry.row:
            facts = {"first": first}
            name = entry.value.name
            report.add(SheetProblem(entry.row, "product_name", name, "product_repeated", facts))
    if report:
        raise CatalogueRefused(report=report)


def _staged(
    entry: ParsedRow[ProductRow],
    product_id: int | None,
    compared: Comparison,
    recognitions: Recognitions,
) -> StagedRow:
    if product_id is None:
        return StagedRow(entry, None, {}, adds_certificate=True, update=None)
    return StagedRow(
        entry,
        product_id,
        compared.changed.get(product_id, {}),
        adds_certificate=product_id in recognitions.missing,
        update=recognitions.updates.get(product_id),
    )


def identity_of(entry: ParsedRow[ProductRow], context: ImportContext) -> str:
    """What tells the product of a row apart from all others."""
    return entry.value.identity(province_of(entry.value, context))


def reported_producers(
    batch: Iterable[ParsedRow[ProductRow]], context: ImportContext
) -> list[ProducerEntry]:
    """The producers that rows name."""
    return [_producer(entry.value, context) for entry in batch if entry.value.producer]


def reported_products(
    batch: Iterable[ParsedRow[ProductRow]], producers: Mapping[str, int], context: ImportContext
) -> list[ProductEntry]:
    """The products that rows describe; `producers` has the ids of theirs."""
    return [_product(identity_of(entry, context), entry, producers, context) for entry in batch]


def refused(no: CodeTaken | GtinTaken | ProductTwice) -> CatalogueRefused:
    """What the registry refuses, as a report about the file."""
    return CatalogueRefused(report=_report_of(no))


def _producer(row: ProductRow, context: ImportContext) -> ProducerEntry:
    province_id = province_of(row, context)
    form = legal_form(row.producer)
    if form is LegalForm.UNKNOWN and row.producer_type:
        form = LegalForm(row.producer_type)
    return ProducerEntry(
        producer_identity(row.producer, province_id),
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
) -> ProductEntry:
    row = entry.value
    place = context.book.locate(row.province, row.district, row.commune)
    assert place is not None
    maker = producers[producer_identity(row.producer, place.province_id)] if row.producer else None
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
    return ProductEntry(
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
