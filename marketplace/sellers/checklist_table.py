"""The checklist as versioned data: `data/checklist.csv`, a row for each time it was so."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from marketplace.sellers.rules.checklist import (
    ChecklistItem,
    ChecklistRow,
    ItemCondition,
    ItemEvidence,
)

_FILE = Path(__file__).parent / "data" / "checklist.csv"


@cache
def checklist_rows() -> Sequence[ChecklistRow]:
    """All rows of all times, read once."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_row(row) for row in csv.DictReader(lines))


def _row(row: Mapping[str, str]) -> ChecklistRow:
    return ChecklistRow(
        item=ChecklistItem(row["item"]),
        legal_forms=frozenset(row["legal_forms"].split()),
        condition=ItemCondition(row["condition"]),
        evidence=ItemEvidence(row["evidence"]),
        is_waivable=row["waivable"] == "yes",
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        basis=row["basis"],
    )
