"""Pages made anew: CPU of Flask hello divided by CPU of a page that nobody has asked for before.

After WARM requests to other addresses of the kind, every address is asked once: no page is kept,
fragments are as warm as those requests made them. Blocks of pages and of hello alternate, so that
what else the machine does falls on both, and both are asked over as many connections.

Home has one address. There a certificate of a product that it shows is suspended, or its suspension
lifted, before each request: that moves the content version, so that the page kept before does not
serve. Only the request is measured.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from statistics import mode
from typing import Self

from benchmarks.load.addresses import Addresses, certificates, read_addresses
from benchmarks.load.connection import Connection
from benchmarks.load.generator import CONNECTIONS, ask_once
from benchmarks.project import Acts
from benchmarks.rows.meter import Meter
from benchmarks.system.databases import Databases, Shop, StatementLog
from benchmarks.system.servers import HELLO, SHOP, serving

KINDS = ("list", "product", "search", "scan", "home")
WARM = 200
HOME_WARM = 24  # changes, each followed by a request on every connection
BLOCKS = 8
HELLOS = 1_000  # beside each block: under load as pages are, and enough to count exactly
COUNTED = 9  # addresses whose statements are counted
CHANGED = "bench_changed"
CHANGING = 8  # certificates: those of the products that home shows
HOME_SHARE = 2  # home is asked so many times less: each time a change comes first


@dataclass(frozen=True)
class PageCost:
    """What one kind of page costs, in milliseconds of CPU for a page, beside hello."""

    kind: str
    web_ms: float
    database_ms: float
    hello_ms: float
    ratios: Sequence[float]  # of each block
    statements: Sequence[str] = ()

    @property
    def ratio(self) -> float:
        return self.hello_ms / (self.web_ms + self.database_ms)


def measure_anew(
    databases: Databases, shop: Shop, kinds: Sequence[str], block: int, *, fragments: bool = True
) -> Iterator[PageCost]:
    """Each kind in its turn; home on a copy of the shop, because it is changed."""
    others = [kind for kind in kinds if kind != "home"]
    with databases.logged(shop) as log, AnewPages(databases, shop, fragments=fragments) as pages:
        addresses = read_addresses(pages.address)
        statements = {kind: pages.statements(log, addresses.of(kind)) for kind in others}
    with AnewPages(databases, shop, fragments=fragments) as pages:
        for kind in others:
            yield pages.cost(kind, addresses, block, statements[kind])
    if "home" in kinds:
        yield _home(databases, databases.copy(shop, CHANGED), block, fragments=fragments)
        databases.drop(CHANGED)


def _home(databases: Databases, copy: Shop, block: int, *, fragments: bool) -> PageCost:
    with databases.logged(copy) as log, AnewPages(databases, copy, fragments=fragments) as pages:
        codes = list(islice(certificates(pages.address, sort="newest"), CHANGING))
        changes = _changes(Acts(copy.environment), codes)
        statements = pages.home_statements(log, changes)
    with AnewPages(databases, copy, fragments=fragments) as pages:
        return pages.home_cost(changes, block, statements)


def _changes(acts: Acts, certificates: Sequence[str]) -> Iterator[None]:
    """One certificate after the other is suspended, and its suspension lifted.

    No worker runs here: its jobs are dropped, or home would say that the index is behind.
    """
    for code in cycle(certificates):
        for act in (acts.suspend, acts.lift):
            act(code)
            acts.drop_jobs()
            yield


class AnewPages:
    """One shop and hello beside it, on the same server in the same way."""

    def __init__(self, databases: Databases, shop: Shop, *, fragments: bool) -> None:
        self._databases = databases
        environment = shop.environment | ({} if fragments else {"FRAGMENT_CACHE": "0"})
        with ExitStack() as stack:
            self._shop = stack.enter_context(serving(SHOP, environment))
            self._hello = stack.enter_context(serving(HELLO, environment))
            self._stack = stack.pop_all()
        self._ask_hello()

    @property
    def address(self) -> str:
        return self._shop.address

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def statements(self, log: StatementLog, paths: Sequence[str]) -> list[str]:
        """What most pages ask of PostgreSQL; rows written beside them do not count to a page."""
        ask_once(self.address, paths[:WARM])
        connection = Connection(self.address)
        statements = [
            log.during(partial(connection.get, path)) for path in paths[WARM : WARM + COUNTED]
        ]
        return _usual(statements)

    def home_statements(self, log: StatementLog, changes: Iterator[None]) -> list[str]:
        self._warm_home(changes)
        connection = Connection(self.address)
        statements = []
        for _ in range(COUNTED):
            next(changes)
            statements.append(log.during(lambda: connection.get("/")))
        return _usual(statements)

    def cost(
        self, kind: str, addresses: Addresses, block: int, statements: Sequence[str]
    ) -> PageCost:
        paths = addresses.of(kind)
        if len(paths) < WARM + BLOCKS * block:
            raise RuntimeError(f"{kind}: only {len(paths)} different addresses")
        ask_once(self.address, paths[:WARM])
        page, hello = self._meters()
        ratios = []
        for start in range(WARM, WARM + BLOCKS * block, block):
            before = page.total, hello.web
            page.measure(partial(ask_once, self.address, paths[start : start + block]))
            hello.measure(self._ask_hello)
            a_hello = (hello.web - before[1]) / HELLOS
            ratios.append(a_hello * block / (page.total - before[0]))
        each = 1e3 / (BLOCKS * block)
        return PageCost(
            kind,
            page.web * each,
            page.behind * each,
            hello.web * 1e3 / (BLOCKS * HELLOS),
            ratios,
            statements,
        )

    def home_cost(self, changes: Iterator[None], block: int, statements: Sequence[str]) -> PageCost:
        self._warm_home(changes)
        connection = Connection(self.address)
        page, hello = self._meters()
        count = BLOCKS * block // HOME_SHARE
        for number in range(count):
            next(changes)
            page.measure(partial(connection.get, "/"))
            if number % (count // BLOCKS) == 0:
                hello.measure(self._ask_hello)
        return PageCost(
            "home",
            page.web * 1e3 / count,
            page.behind * 1e3 / count,
            hello.web * 1e3 / (BLOCKS * HELLOS),
            (),
            statements,
        )

    def _warm_home(self, changes: Iterator[None]) -> None:
        for _ in range(HOME_WARM):
            next(changes)
            ask_once(self.address, ["/"] * CONNECTIONS)

    def _ask_hello(self) -> None:
        ask_once(self._hello.address, ["/"] * HELLOS)

    def _meters(self) -> tuple[Meter, Meter]:
        return Meter(self._shop, self._databases), Meter(self._hello, self._databases)


def _usual(counted: Sequence[Sequence[str]]) -> list[str]:
    usual = mode(map(len, counted))
    return list(next(statements for statements in counted if len(statements) == usual))
