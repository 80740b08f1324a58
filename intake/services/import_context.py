"""Context of an import: reference data read once, for checking and for writing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.sheets.problems import SheetProblem
from core.sheets.schema import Note, ParsedRow, read
from intake.rules.catalogue_rows import ProductRow, product_schema
from registry.models import Province
from registry.queries.places import place_book
from registry.rules.place_book import PlaceBook
from registry.rules.prints import Motif

BATCH = 1000
IMPORT_LOCK = 7_200_003  # advisory: one import at a time, whatever the file holds

ImportProgress = Callable[[str, int], None]


@dataclass(frozen=True)
class ImportContext:
    """What an import stands on: the map, the words that choose prints, the day."""

    book: PlaceBook
    slugs: Mapping[int, str]
    motifs: Sequence[Motif]
    today: date


def import_context(session: Session, motifs: Sequence[Motif], today: date) -> ImportContext:
    """Everything an import looks up, read once."""
    slugs = dict(session.execute(select(Province.id, Province.slug)).all())
    return ImportContext(place_book(session), slugs, motifs, today)


def entries(
    path: Path, context: ImportContext, note: Note = lambda _: None
) -> Iterator[ParsedRow[ProductRow] | SheetProblem]:
    return read(path, product_schema(context.today, context.book), note=note)


def province_of(row: ProductRow, context: ImportContext) -> int:
    province_id = context.book.province(row.province)
    assert province_id is not None  # the schema refuses unknown provinces
    return province_id
