"""How soon a burst of certificate events shows: in lists, searches, facets and counts.

Forty certificates are suspended, one transaction each, with the worker running; from the end of the
last transaction the API and the home page are asked until every answer is the new one. The next
round lifts the suspensions again.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks.load.addresses import certificates, valid_products
from benchmarks.load.connection import Connection
from benchmarks.project import Acts
from benchmarks.system.databases import Databases, Shop, build_index
from benchmarks.system.servers import SHOP, serving, working

COPY = "bench_burst"
EVENTS = 40
TIMEOUT = 60
PAUSE = 0.01  # seconds between two looks
SUSPENDED = "suspended"


@dataclass(frozen=True)
class Burst:
    """Seconds from the last commit until each part of the site told the new state."""

    writing: float  # seconds that the transactions took
    seen: Mapping[str, float]

    @property
    def seconds(self) -> float:
        return max(self.seen.values())


def measure_burst(databases: Databases, shop: Shop, rounds: int) -> Iterator[Burst]:
    copy = databases.copy(shop, COPY)
    build_index(copy)
    with (
        serving(SHOP, copy.environment) as server,
        working(copy.environment),
    ):
        products = valid_products(server.address)[:EVENTS]
        codes = [code for code, _ in zip(certificates(server.address), products, strict=False)]
        acts, site = Acts(copy.environment), Site(server.address, products)
        before = site.state_counts()
        for number in range(rounds):
            is_suspended = number % 2 == 0
            act = acts.suspend if is_suspended else acts.lift
            yield _burst(site, lambda code: act(code), codes, before, is_suspended)  # noqa: B023, PLW0108
    databases.drop(COPY)


def _burst(
    site: "Site",
    act: Callable[[str], None],
    codes: Sequence[str],
    before: Mapping[str, int],
    is_suspended: bool,  # noqa: FBT001 - private
) -> Burst:
    started = time.perf_counter()
    for code in codes:
        act(code)
    committed = time.perf_counter()
    seen: dict[str, float] = {}
    moved = len(codes) if is_suspended else 0
    expected = {"valid": before["valid"] - moved, SUSPENDED: before.get(SUSPENDED, 0) + moved}
    checks = site.checks(expected, is_suspended)
    while len(seen) < len(checks):
        for name, check in checks.items():
            if name not in seen and check():
                seen[name] = time.perf_counter() - committed
        if time.perf_counter() > committed + TIMEOUT:
            raise RuntimeError(f"never seen: {sorted(checks.keys() - seen.keys())}")
        time.sleep(PAUSE)
    return Burst(committed - started, seen)


class Site:
    """What the site says about the products of a burst."""

    def __init__(self, server: str, products: Sequence[Mapping[str, str]]) -> None:
        self._connection = Connection(server)
        self._products = products
        self._codes = {product["code"] for product in products}

    def state_counts(self) -> dict[str, int]:
        return {each["value"]: each["count"] for each in self._api()["facets"]["state"]}

    def checks(
        self,
        expected: Mapping[str, int],
        is_suspended: bool,  # noqa: FBT001 - one caller
    ) -> dict[str, Callable[[], bool]]:
        return {
            "list": lambda: self._is_listed(is_suspended),
            "search": lambda: self._is_searched(is_suspended),
            "facets": lambda: self._is_counted(expected),
            "counts": lambda: self._is_on_home(expected["valid"]),
        }

    def _is_listed(self, is_suspended: bool) -> bool:  # noqa: FBT001
        codes = {item["code"] for item in self._api(state=SUSPENDED)["items"]}
        return self._codes <= codes if is_suspended else not self._codes & codes

    def _is_searched(self, is_suspended: bool) -> bool:  # noqa: FBT001
        """The first, the middle and the last of them, by their names."""
        some = self._products[:: max(1, len(self._products) // 2)]
        listed = []
        for product in some:
            items = self._api(q=product["name"][:100], state=SUSPENDED)["items"]
            listed.append(product["code"] in {item["code"] for item in items})
        return all(listed) if is_suspended else not any(listed)

    def _is_counted(self, expected: Mapping[str, int]) -> bool:
        counts = self.state_counts()
        return all(counts.get(state, 0) == count for state, count in expected.items())

    def _is_on_home(self, valid: int) -> bool:
        page = self._connection.get("/", {"Accept-Encoding": "identity"}).body.decode()
        shown = re.search(r">([0-9.]+)</strong>\s*sản phẩm có sao còn hạn", page)
        return shown is not None and shown[1] == f"{valid:,}".replace(",", ".")

    def _api(self, **parameters: str) -> dict[str, Any]:
        path = f"/api/v1/products?{urlencode({'per_page': 100, **parameters})}"
        headers = {"Accept-Encoding": "identity"}
        body: dict[str, Any] = json.loads(self._connection.get(path, headers).body)
        return body
