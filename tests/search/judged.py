"""Real products and what people searching for them expect; shared by the suites of all engines."""

import csv
from dataclasses import dataclass
from pathlib import Path

from search.engine import Document, Kind
from storefront.index.rules import ranked

_HERE = Path(__file__).parent
TODAY = 740_000


@dataclass(frozen=True)
class Judged:
    query: str
    within: int
    expected: tuple[str, ...]
    never: tuple[str, ...]


def judged_documents() -> list[Document]:
    products = [_product(row) for row in _rows("judged_products.csv")]
    makers = dict.fromkeys(product.producer for product in products if product.producer)
    places = dict.fromkeys(product.province for product in products)
    return [
        *products,
        *(_named(Kind.PRODUCER, number, name) for number, name in enumerate(makers, 1)),
        *(_named(Kind.PLACE, number, name) for number, name in enumerate(places, 1)),
    ]


def judged_queries() -> list[Judged]:
    return [
        Judged(row["query"], int(row["within"]), _names(row["expected"]), _names(row["never"]))
        for row in _rows("judged_queries.csv")
    ]


def _product(row: dict[str, str]) -> Document:
    facts = {name: row[name] for name in ("name", "producer", "place", "group", "province")}
    number = int(row["id"])
    return Document(
        kind=Kind.PRODUCT,
        id=number,
        version="1",
        url_key=f"p{number}",
        newest=738_000 + number,
        status=ranked(row["standing"]),
        **facts,
    )


def _named(kind: Kind, number: int, name: str) -> Document:
    return Document(kind=kind, id=number, version="1", name=name, url_key=f"{kind}-{number}")


def _rows(file: str) -> list[dict[str, str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()
