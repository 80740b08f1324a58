"""Validation of a whole product file before anything of it is written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.sheets.problems import ProblemReport, SheetNote, SheetProblem, of_file
from core.sheets.schema import ParsedRow
from intake.rules.catalogue_rows import ProductRow
from intake.services.import_context import (
    BATCH,
    ImportContext,
    ImportProgress,
    entries,
    province_of,
)
from registry.rules.place_book import Doubt
from registry.rules.places import address

PLACES_SHOWN = 50
ROWS_SHOWN = 5
_NOTES = {Doubt.UNKNOWN: "commune_unknown", Doubt.AMBIGUOUS: "commune_ambiguous"}


@dataclass
class CatalogueReport(ProblemReport):
    """What is wrong with the file, and the communes of it that nobody knows today."""

    communes: dict[tuple[Doubt, str, str], list[int]] = field(default_factory=dict)

    @property
    def places(self) -> Iterator[SheetNote]:
        """A note for each commune that cannot be told, with the first rows that name it."""
        for (doubt, commune, where), rows in list(self.communes.items())[:PLACES_SHOWN]:
            more = ["…"] if len(rows) > ROWS_SHOWN else []
            shown = ", ".join([*map(str, rows[:ROWS_SHOWN]), *more])
            facts = {"commune": commune, "where": where, "rows": shown}
            yield SheetNote(_NOTES[doubt], facts)
        hidden = len(self.communes) - PLACES_SHOWN
        if hidden > 0:
            yield SheetNote("more_communes", {"hidden": hidden})


def check_catalogue(
    path: Path, context: ImportContext, progress: ImportProgress
) -> CatalogueReport:
    """Everything that is wrong with the file, by itself and between its rows."""
    report = CatalogueReport()
    seen: dict[str, dict[bytes, int]] = {"product_name": {}, "code": {}, "gtin": {}}
    number = 0
    for row in entries(path, context, report.notes.append):
        if isinstance(row, SheetProblem):
            report.add(row)
            continue
        number += 1
        for problem in _repeats(row, context, seen):
            report.add(problem)
        _place(row, context, report)
        if number % BATCH == 0:
            progress("checked", number)
    if not number and not report:
        report.add(of_file("no_rows"))
    return report


def _place(entry: ParsedRow[ProductRow], context: ImportContext, report: CatalogueReport) -> None:
    """Note a commune that is not found; one that was split is asked about elsewhere."""
    row = entry.value
    place = context.book.locate(row.province, row.district, row.commune)
    if place and place.doubt in _NOTES:
        where = address(row.district, row.province)
        report.communes.setdefault((place.doubt, row.commune, where), []).append(entry.row)


def _repeats(
    entry: ParsedRow[ProductRow], context: ImportContext, seen: dict[str, dict[bytes, int]]
) -> Iterator[SheetProblem]:
    """Problems with rows before this one. Digests, not texts: memory stays flat."""
    row = entry.value
    rules = {
        "product_name": ("product_repeated", row.identity(province_of(row, context)), row.name),
        "code": ("code_repeated", row.code, row.code),
        "gtin": ("gtin_repeated", row.gtin, row.gtin),
    }
    for column, (rule, key, shown) in rules.items():
        if not key:
            continue
        digest = hashlib.blake2b(key.encode(), digest_size=12).digest()
        first = seen[column].setdefault(digest, entry.row)
        if first != entry.row:
            yield SheetProblem(entry.row, column, str(shown), rule, {"first": first})
