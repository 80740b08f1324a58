"""Pages as they are served, over and over: CPU and answers a second beside Flask hello.

Every address is asked by 32 connections as fast as it is answered, right after hello on the same
server. The figure is hello's CPU divided by the page's; answers a second stand beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from urllib.parse import quote

from benchmarks.load.addresses import SORTS, read_addresses
from benchmarks.load.generator import Load, ask_once, closed_loop
from benchmarks.rows.meter import Meter
from benchmarks.system.databases import Databases, Shop
from benchmarks.system.servers import HELLO, SHOP, Server, serving

SEARCHES = ("mật ong", "mien dong", "tra shan tuyet")
STEADY = 1.1  # warm when a round is not faster than the one before by more than this
MOST_WARMING = 8
PASSES = 4  # over all addresses, so that nearly every worker has made nearly every page

Paths = Sequence[str]


@dataclass(frozen=True)
class Round:
    """One kind of page beside hello."""

    page: Load
    hello: Load
    web_ms: float
    behind_ms: float  # PostgreSQL, and Elasticsearch where it answers
    hello_ms: float

    @property
    def ratio(self) -> float:
        return self.hello_ms / (self.web_ms + self.behind_ms)

    @property
    def rate_ratio(self) -> float:
        return self.page.per_second / self.hello.per_second


@dataclass(frozen=True)
class ServedPage:
    """A kind of page in several rounds."""

    name: str
    rounds: Sequence[Round]

    @property
    def ratios(self) -> list[float]:
        return sorted(each.ratio for each in self.rounds)

    def middle(self, name: str) -> float:
        return float(median(getattr(each, name) for each in self.rounds))


def pages(server: str) -> Mapping[str, Paths]:
    """What is asked, by the name it has in the table."""
    addresses = read_addresses(server)
    filtered = "/san-pham?nhom=thuc-pham&chung_nhan=het-han&sap_xep=ten&trang=3"
    return {
        "list": ["/san-pham"],
        **{f"list, sorted {sort}": [f"/san-pham?sap_xep={sort}"] for sort in SORTS[1:]},
        "list, filtered, page 3": [filtered],
        **{f"search “{text}”": [f"/san-pham?q={quote(text)}"] for text in SEARCHES},
        "home": ["/"],
        "product, another each time": addresses.products,
        "scan, another code each time": addresses.scans,
        "scan, the same code": addresses.scans[:1],
        "API list": ["/api/v1/products?per_page=24"],
        "API suggest “mat o”": [f"/api/v1/suggest?q={quote('mat o')}"],
    }


def measure_served(
    databases: Databases,
    shop: Shop,
    seconds: float,
    *,
    only: str = "",
    rounds: int = 3,
    others: Sequence[int] = (),
) -> Iterator[ServedPage]:
    """Pages whose name begins with `only`; CPU of the processes `others` counts to the page."""
    with ExitStack() as stack:
        hello = stack.enter_context(serving(HELLO, shop.environment))
        server = stack.enter_context(serving(SHOP, shop.environment))
        for name, paths in pages(server.address).items():
            if name.startswith(only):
                warm(server, paths, seconds)
                visits = [
                    _round(databases, hello, server, paths, seconds, others) for _ in range(rounds)
                ]
                yield ServedPage(name, visits)


def warm(server: Server, paths: Paths, seconds: float) -> Load:
    """Ask until it does not get faster: workers connect, compile templates, keep pages."""
    ask_once(server.address, [*paths] * PASSES)
    last = closed_loop(server.address, paths, seconds)
    for _ in range(MOST_WARMING):
        load = closed_loop(server.address, paths, seconds)
        if load.per_second < STEADY * last.per_second:
            break
        last = load
    return load


def _round(
    databases: Databases,
    hello: Server,
    server: Server,
    paths: Paths,
    seconds: float,
    others: Sequence[int],
) -> Round:
    loads: list[Load] = []
    meters = Meter(hello, databases), Meter(server, databases, *others)
    for meter, target, addresses in zip(meters, (hello, server), (["/"], paths), strict=True):
        meter.measure(lambda: loads.append(closed_loop(target.address, addresses, seconds)))  # noqa: B023
    beside, page = loads
    each = 1e3 / page.answers
    return Round(
        page,
        beside,
        meters[1].web * each,
        meters[1].behind * each,
        meters[0].web * 1e3 / beside.answers,
    )
