"""Which table of ours a file is: told by the names in its header."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from certification.certificates.rules.authority import PROGRAMME_START
from core.sheets.headings import nearest
from core.sheets.schema import Schema
from intake.rules.area_rows import area_schema, link_schema
from intake.rules.catalogue_rows import product_schema
from registry.rules.place_book import PlaceBook


class FileKind(StrEnum):
    """The tables that can be imported."""

    PRODUCTS = "products"
    AREAS = "areas"
    LINKS = "links"


_NOWHERE = PlaceBook((), (), ())  # the names of columns do not depend on places
_SCHEMAS: Mapping[FileKind, Schema[Any]] = {
    FileKind.PRODUCTS: product_schema(PROGRAMME_START, _NOWHERE),
    FileKind.AREAS: area_schema(PROGRAMME_START, _NOWHERE),
    FileKind.LINKS: link_schema(_NOWHERE),
}
EVERY_NAME = tuple({name for schema in _SCHEMAS.values() for name in schema.names})


def kind_of(names: Sequence[str]) -> FileKind:
    """The table whose columns a header names the most completely, mistyped ones included."""
    return max(FileKind, key=lambda kind: _completeness(names, _SCHEMAS[kind]))


def _completeness(names: Sequence[str], schema: Schema[Any]) -> float:
    required = {column.name for column in schema.columns if not column.optional}
    return len({nearest(name, schema.names) for name in names} & required) / len(required)
