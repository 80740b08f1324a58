"""Latency of scan pages at half of their own highest rate, beside hello at that same rate.

The codes are asked in turn; requests are due at even intervals and their latency counts from then.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from benchmarks.load.addresses import read_addresses
from benchmarks.load.generator import Load, open_loop
from benchmarks.rows.as_served import warm
from benchmarks.system.databases import Shop
from benchmarks.system.servers import HELLO, SHOP, serving


@dataclass(frozen=True)
class Latency:
    """Milliseconds, medians of rounds."""

    codes: int
    highest: float  # scans a second
    rate: float
    hello_p50: float
    scan_p50: float
    scan_p99: float
    ratio: float  # p99 of scans to p50 of hello in the same round, the median of rounds
    ratios: tuple[float, ...]


def measure_scan_latency(shop: Shop, seconds: float, rounds: int) -> Latency:
    with ExitStack() as stack:
        hello = stack.enter_context(serving(HELLO, shop.environment))
        server = stack.enter_context(serving(SHOP, shop.environment))
        codes = read_addresses(server.address).scans[: shop.size]
        highest = warm(server, codes, 2 * seconds).per_second
        warm(hello, ["/"], 1)
        rate = highest / 2
        pairs: list[tuple[Load, Load]] = []
        for _ in range(rounds):
            beside = open_loop(hello.address, ["/"], rate, seconds)
            pairs.append((beside, open_loop(server.address, codes, rate, seconds)))
    ratios = tuple(scan.percentile(0.99) / beside.percentile(0.5) for beside, scan in pairs)
    return Latency(
        len(codes),
        highest,
        rate,
        median(beside.percentile(0.5) for beside, _ in pairs),
        median(scan.percentile(0.5) for _, scan in pairs),
        median(scan.percentile(0.99) for _, scan in pairs),
        median(ratios),
        ratios,
    )
