"""Pages made anew: CPU of Flask hello divided by CPU of a page that nobody has asked for before.

After WARM requests to other addresses of the kind, every address is asked once: no page is kept,
fragments are as warm as those requests made them. Blocks of pages and of hello alternate, so that
what else the machine does falls on both.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.load.addresses import Addresses, read_addresses
from benchmarks.load.connection import CONNECTIONS, Connection, Connections
from benchmarks.system.databases import Databases, Shop, StatementLog
from benchmarks.system.servers import Server, serving

KINDS = ("list", "product", "search", "scan", "home")
WARM = 200
BLOCKS = 4


@dataclass(frozen=True)
class PageCost:
    """What one kind of page costs, in milliseconds of CPU for a page, beside hello."""

    kind: str
    web: float
    database: float
    hello: float
    ratios: Sequence[float]  # of each block

    @property
    def ratio(self) -> float:
        return self.hello / (self.web + self.database)


class Meter:
    """CPU of web processes and of PostgreSQL, all backends, in seconds."""

    def __init__(self, server: Server, databases: Databases) -> None:
        self._server, self._databases = server, databases
        self.web = self.database = 0.0

    def measure(self, work: Callable[[], object]) -> None:
        """Add what this work costs."""
        web, database = self._server.cpu_seconds(), self._databases.cpu_seconds()
        work()
        self.web += self._server.cpu_seconds() - web
        self.database += self._databases.cpu_seconds() - database


class AnewBench:
    """One shop and hello beside it, on the same server in the same way."""

    def __init__(self, databases: Databases, shop: Shop, block: int, *, fragments: bool) -> None:
        self._databases, self._block = databases, block
        environment = shop.environment | ({} if fragments else {"FRAGMENT_CACHE": "0"})
        with ExitStack() as stack:
            self._shop = stack.enter_context(serving("benchmarks.served:app", environment))
            self._hello = stack.enter_context(serving("benchmarks.hello:app", environment))
            self._pages = Connections(self._shop.address)
            self._hellos = Connections(self._hello.address)
            stack.callback(self._pages.close)
            stack.callback(self._hellos.close)
            self._stack = stack.pop_all()
        self._hellos.get_each(["/"] * WARM)

    def __enter__(self) -> "AnewBench":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def addresses(self) -> Addresses:
        return read_addresses(self._shop.address)

    def statements(self, log: StatementLog, paths: Sequence[str]) -> list[list[str]]:
        """What each of these addresses asks of PostgreSQL in a warm process."""
        self._pages.get_each(paths[:WARM])
        connection = Connection(self._shop.address)
        return [log.during(lambda path=path: connection.get(path)) for path in paths[WARM:]]

    def cost(self, kind: str, paths: Sequence[str]) -> PageCost:
        needed = WARM + BLOCKS * self._block
        if len(paths) < needed:
            raise RuntimeError(f"{kind}: {len(paths)} different addresses, not {needed}")
        self._pages.get_each(paths[:WARM])
        page, hello = Meter(self._shop, self._databases), Meter(self._hello, self._databases)
        ratios = []
        for block in range(BLOCKS):
            start = WARM + block * self._block
            asked = paths[start : start + self._block]
            before = page.web + page.database, hello.web
            page.measure(lambda: self._pages.get_each(asked))
            hello.measure(lambda: self._hellos.get_each(["/"] * self._block))
            ratios.append((hello.web - before[1]) / (page.web + page.database - before[0]))
        each = 1e3 / (BLOCKS * self._block)
        return PageCost(kind, page.web * each, page.database * each, hello.web * each, ratios)

    def home_cost(self, change: Callable[[], object], rounds: int) -> PageCost:
        """Home has one address: a certificate is suspended before each time it is asked.

        Only the request is measured, not the change.
        """
        connection = Connection(self._shop.address)
        for _ in range(2 * CONNECTIONS):
            change()
            self._pages.get_each(["/"])
        page, hello = Meter(self._shop, self._databases), Meter(self._hello, self._databases)
        for _ in range(rounds):
            change()
            page.measure(lambda: connection.get("/"))
        hello.measure(lambda: self._hellos.get_each(["/"] * BLOCKS * self._block))
        each = 1e3 / rounds
        a_hello = hello.web * 1e3 / (BLOCKS * self._block)
        return PageCost("home", page.web * each, page.database * each, a_hello, [])
