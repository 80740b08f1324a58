"""Label rules: what a label must say, by kind of goods, as dated data (Decree 37/2026, Phụ lục I).

A seller on a platform shows the whole label but for what differs from batch to batch (Điều 41.5):
dates of production and numbers of lots are therefore not asked here. `data/label_fields.csv` holds
the rules with the days from and to which each is in force; a revision names the edition it was
checked against.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

from marketplace.listings.rules.content import ListingContent


class Presence(StrEnum):
    """Whether a field has to be there."""

    REQUIRED = "required"
    IF_ANY = "if_any"  # where there is something to say


@dataclass(frozen=True, slots=True)
class LabelField:
    """One thing a label says."""

    name: str
    presence: Presence

    @property
    def is_required(self) -> bool:
        return self.presence is Presence.REQUIRED


@dataclass(frozen=True, slots=True)
class LabelEdition:
    """The rules in force on one day; its name is the day the newest of them began."""

    name: str
    fields: Mapping[str, tuple[LabelField, ...]]  # kind of goods → what its label says

    def missing(self, content: ListingContent) -> tuple[str, ...]:
        """Required fields about which nothing is said; None of them where no kind is chosen."""
        fields = self.fields.get(content.kind or "", ())
        return tuple(f.name for f in fields if f.is_required and not content.label.get(f.name))

    def is_incomplete(self, content: ListingContent) -> bool:
        return content.kind is None or bool(self.missing(content))


@dataclass(frozen=True, slots=True)
class _DatedField:
    kind: str
    field: LabelField
    valid_from: date
    valid_to: date | None


class LabelRules:
    """All rules there are and have been."""

    def __init__(self, rows: Sequence[_DatedField]) -> None:
        self._rows = rows

    @classmethod
    def read(cls, path: Path) -> Self:
        with path.open(encoding="utf-8", newline="") as file:
            return cls([_dated(row) for row in csv.DictReader(file)])

    def on(self, day: date) -> LabelEdition:
        """Those in force on a day. Raises LookupError before the first."""
        rows = [
            row
            for row in self._rows
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
        ]
        if not rows:
            raise LookupError(f"no label rules on {day}")
        fields: dict[str, tuple[LabelField, ...]] = {}
        for row in rows:
            fields[row.kind] = (*fields.get(row.kind, ()), row.field)
        return LabelEdition(max(row.valid_from for row in rows).isoformat(), fields)


def _dated(row: Mapping[str, str]) -> _DatedField:
    return _DatedField(
        row["kind"],
        LabelField(row["field"], Presence(row["presence"])),
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
