"""Validation of a whole product file before anything of it is written."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from core.sheets.problems import ProblemReport, SheetProblem, of_file
from core.sheets.schema import ParsedRow
from intake.rules.catalogue_rows import ProductRow
from intake.services.import_context import (
    BATCH,
    ImportContext,
    ImportProgress,
    entries,
    province_of,
)


def check_catalogue(path: Path, context: ImportContext, progress: ImportProgress) -> ProblemReport:
    """Everything that is wrong with the file, by itself and between its rows."""
    report = ProblemReport()
    seen: dict[str, dict[bytes, int]] = {"product_name": {}, "code": {}, "gtin": {}}
    number = 0
    for row in entries(path, context):
        if isinstance(row, SheetProblem):
            report.add(row)
            continue
        number += 1
        for problem in _repeats(row, context, seen):
            report.add(problem)
        if number % BATCH == 0:
            progress("checked", number)
    if not number and not report:
        report.add(of_file("no_rows"))
    return report


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
