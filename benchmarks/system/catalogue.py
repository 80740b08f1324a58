"""Catalogues of any size: the real file first, then its parts put together anew.

Every row is one that `flask catalogue import` takes: names, makers, places and recognitions come
from real rows, only their combination does not. The data serves measuring and nothing else.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.project import ROOT, name_key, producer_key

SOURCE = ROOT / "data" / "ocop_products.csv"
SEED = 20260101

# Taken together from one row, so that a decision keeps its year and a commune its district.
PARTS = (
    ("product_name", "product_group", "product_set", "print"),
    ("producer_name", "producer_type"),
    ("commune", "district", "province"),
    ("stars", "year", "decision", "source_title", "source_date"),
)
KINDS = (
    "", "loại 1", "loại đặc biệt", "hộp quà", "túi 200 g", "túi 500 g", "gói 1 kg", "hữu cơ",
    "truyền thống", "nguyên chất", "sấy lạnh", "vị cay", "ít đường", "gia truyền", "cỡ lớn",
)  # fmt: skip

Row = dict[str, str]


def write_catalogue(path: Path, count: int) -> None:
    """A file of `count` products; the same one every time."""
    real = _real()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, real[0].keys())
        writer.writeheader()
        for row, _ in zip(_rows(real), range(count), strict=False):
            writer.writerow(row)


def _real() -> list[Row]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rows(real: list[Row]) -> Iterator[Row]:
    """The real rows, then others without end; no product comes twice."""
    chance = random.Random(SEED)
    seen = {_identity(row) for row in real}
    yield from real
    while True:
        row = _mixed(real, chance)
        if row["producer_name"] and _identity(row) not in seen:
            seen.add(_identity(row))
            yield row


def _mixed(real: list[Row], chance: random.Random) -> Row:
    row: Row = {}
    for columns in PARTS:
        source = chance.choice(real)
        row |= {name: source[name] for name in columns}
    place = chance.choice((row["commune"], row["district"], "")).partition(" ")[2]
    row["product_name"] = " ".join(
        part for part in (row["product_name"][:120], chance.choice(KINDS), place) if part
    )
    row |= {name: "" for name in real[0] if name not in row}
    return {name: row[name] for name in real[0]}


def _identity(row: Row) -> tuple[str, str]:
    """Stricter than the importer, which asks for today's province too."""
    return (name_key(row["product_name"]), producer_key(row["producer_name"]))
