"""Addresses of every kind of page, many of each, read from the public API of a running server."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from benchmarks.load.connection import Connection

SEED = 7
PER_PAGE = 24  # products on a page of the list
DEEPEST_PAGE = 10
SORTS = ("phu-hop", "moi-nhat", "gia-tang", "gia-giam", "ten")
PRODUCTS = 1_254  # products and codes asked in turn
API_PAGE = 100
REACH = 10_000  # products that the API lets one leaf through


@dataclass(frozen=True)
class Addresses:
    """Different addresses of each kind, in an order drawn once."""

    lists: Sequence[str]
    products: Sequence[str]
    searches: Sequence[str]
    scans: Sequence[str]

    def of(self, kind: str) -> Sequence[str]:
        return {
            "list": self.lists, "product": self.products,
            "search": self.searches, "scan": self.scans,
        }[kind]  # fmt: skip


def read_addresses(server: str) -> Addresses:
    """What the API lists, as addresses of pages."""
    connection = Connection(server)
    drawn = random.Random(SEED)
    items = list(_items(connection, drawn))
    searches = [f"/san-pham?q={quote(words)}" for words in _words(item["name"] for item in items)]
    every = (
        list(_lists(connection)),
        [f"/san-pham/{item['slug']}" for item in items],
        searches,
        [f"/{item['code']}" for item in items],
    )
    connection.close()
    for paths in every:
        drawn.shuffle(paths)
    return Addresses(*every)


def certificates(server: str, **chosen: str) -> Iterator[str]:
    """Codes of certificates that are valid, each of another product."""
    for item in valid_products(server, **chosen):
        connection = Connection(server)
        detail = _json(connection, f"/api/v1/products/{item['code']}")
        connection.close()
        yield next(each["code"] for each in detail["certificates"] if each["state"] == "valid")


def valid_products(server: str, **chosen: str) -> list[dict[str, str]]:
    """The first hundred products whose certificate is valid, as the API shows them."""
    connection = Connection(server)
    page = _api(connection, per_page=API_PAGE, state="valid", **chosen)
    items: list[dict[str, str]] = page["items"]
    connection.close()
    return items


def _items(connection: Connection, drawn: random.Random) -> Iterator[dict[str, Any]]:
    """Products from everywhere in the catalogue, as far as the API lets one leaf."""
    total = min(_api(connection, per_page=1)["total"], REACH)
    pages = range(1, -(-total // API_PAGE) + 1)
    for page in drawn.sample(pages, min(len(pages), -(-PRODUCTS // API_PAGE))):
        yield from _api(connection, page=page, per_page=API_PAGE, sort="name")["items"]


def _words(names: Iterator[str]) -> list[str]:
    """The first two, three and four words of names, each only once."""
    split = [name.split() for name in names]
    lengths = (2, 3, 4)
    words = (" ".join(parts[:n]) for n in lengths for parts in split if len(parts) >= n)
    return list(dict.fromkeys(words))


def _lists(connection: Connection) -> Iterator[str]:
    """The first full pages in every order: of all, of each group, of each province, of both."""
    for chosen, total in _choices(connection):
        for page in range(1, min(total // PER_PAGE, DEEPEST_PAGE) + 1):
            for sort in SORTS:
                pairs = [*chosen, ("sap_xep", sort), ("trang", str(page))]
                yield f"/san-pham?{urlencode(pairs)}"


def _choices(connection: Connection) -> Iterator[tuple[list[tuple[str, str]], int]]:
    """What a visitor may choose, and how many products that leaves."""
    everything = _api(connection, per_page=1)
    yield [], everything["total"]
    for province in everything["facets"]["province"]:
        yield [("tinh", province["value"])], province["count"]
    for group in everything["facets"]["group"]:
        chosen = ("nhom", group["value"])
        yield [chosen], group["count"]
        within = _api(connection, per_page=1, group=group["value"])["facets"]["province"]
        for province in within:
            yield [chosen, ("tinh", province["value"])], province["count"]


def _api(connection: Connection, **parameters: object) -> dict[str, Any]:
    return _json(connection, f"/api/v1/products?{urlencode(parameters)}")


def _json(connection: Connection, path: str) -> dict[str, Any]:
    reply = connection.send("GET", path, headers={"Accept-Encoding": "identity"})
    body: dict[str, Any] = json.loads(reply.body)
    return body
