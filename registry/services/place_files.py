"""Files of the administrative map: read whole, or refused in one line that names the file."""

import csv
from pathlib import Path
from typing import Generic, TypeVar

from registry.errors import PlacesRefused

Value = TypeVar("Value")
CsvRow = dict[str, str]

_UNIT = {"code", "name", "type", "lat", "lon"}
_COLUMNS = {
    "provinces": _UNIT | {"slug"},
    "communes": _UNIT | {"province"},
    "former_provinces": _UNIT | {"province"},
    "former_districts": _UNIT | {"former_province", "communes"},
    "former_communes": _UNIT | {"former_district", "communes"},
    "earlier_units": {"province", "district", "commune", "former"},
}


class Named(dict[str, Value], Generic[Value]):
    """What a file holds, by the code under which other files name it."""

    def __init__(self, file: str) -> None:
        self._file = file

    def __missing__(self, code: str) -> Value:
        raise PlacesRefused(f"{self._file}.csv has no {code!r}, which another file names.")


def read_places(folder: Path, name: str) -> list[CsvRow]:
    """The rows of a file. Raises PlacesRefused."""
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            columns, rows = set(reader.fieldnames or ()), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlacesRefused(f"{path} cannot be read: {error}") from error
    if missing := _COLUMNS[name] - columns:
        raise PlacesRefused(f"{path} lacks columns: {', '.join(sorted(missing))}.")
    if not rows:
        raise PlacesRefused(f"{path} has no rows.")
    for number, row in enumerate(rows, 1):
        if None in row or None in row.values():
            raise PlacesRefused(f"{path}: row {number} has another number of cells than columns.")
    return rows


def point(row: CsvRow) -> dict[str, float | None]:
    """Latitude and longitude, where they are known. Raises PlacesRefused."""
    try:
        return {axis: float(row[axis]) if row[axis] else None for axis in ("lat", "lon")}
    except ValueError as error:
        raise PlacesRefused(f"{row['code']} {row['name']}: {error}") from error
