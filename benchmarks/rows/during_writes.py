"""List and scan while sales, scans and reports are written, beside the same without writes.

Quiet and busy windows alternate, so that what else the machine does falls on both. The writers are
a process of their own; each kind of write has its even rhythm whatever the server does.
"""

import multiprocessing
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from statistics import median
from urllib.parse import urlencode

from benchmarks.load.addresses import read_addresses
from benchmarks.load.connection import Connection
from benchmarks.load.generator import closed_loop
from benchmarks.project import Acts
from benchmarks.rows.as_served import warm
from benchmarks.system.databases import Databases, Shop
from benchmarks.system.servers import SHOP, Server, serving, working

COPY = "bench_written"
RATES = {"sales": 20, "scans": 20, "reports": 5}  # a second
THREADS = {"sales": 2, "scans": 4, "reports": 2}
ENOUGH = 0.9  # of the writes wanted
SETTLE = 0.5  # seconds before a busy window counts, and after it
SEE_OTHER = 303
BEHIND_A_PROXY = {"TRUSTED_PROXIES": "1"}  # which tells who sends a report
FIRST_HOST, LAST_HOST = 1 << 24, 224 << 24


@dataclass(frozen=True)
class WrittenPage:
    """Answers a second, medians of windows."""

    name: str
    quiet: float
    busy: float
    ratios: Sequence[float]
    written: dict[str, float]  # a second, in busy windows

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def is_written_enough(self) -> bool:
        """Whether the writers kept their rhythm: a figure beside fewer writes proves nothing."""
        return all(self.written[name] >= ENOUGH * rate for name, rate in RATES.items())


def measure_during_writes(
    databases: Databases, shop: Shop, seconds: float, rounds: int
) -> Iterator[WrittenPage]:
    copy = databases.copy(shop, COPY)
    with (
        serving(SHOP, copy.environment | BEHIND_A_PROXY) as server,
        working(copy.environment),
    ):
        codes = read_addresses(server.address).scans
        with Writers.started(copy, server, codes) as writers:
            for name, paths in (("list", ["/san-pham"]), ("scan", codes)):
                yield _page(name, server, paths, writers, seconds, rounds)
    databases.drop(COPY)


def _page(
    name: str,
    server: Server,
    paths: Sequence[str],
    writers: "Writers",
    seconds: float,
    rounds: int,
) -> WrittenPage:
    quiet, busy = [], []
    writers.reset()
    for _ in range(rounds):
        warm(server, paths, seconds)  # what was made anew while others wrote is kept again
        quiet.append(closed_loop(server.address, paths, seconds).per_second)
        with writers.busy():
            busy.append(closed_loop(server.address, paths, seconds).per_second)
    ratios = [b / q for q, b in zip(quiet, busy, strict=True)]
    return WrittenPage(name, median(quiet), median(busy), ratios, writers.rates())


class Writers:
    """The other process: it writes while it is told to."""

    def __init__(self, flag: Event, counts: "dict[str, Synchronized[int]]") -> None:
        self._flag, self._counts = flag, counts
        self._seconds = 0.0

    @classmethod
    @contextmanager
    def started(cls, shop: Shop, server: Server, codes: Sequence[str]) -> Iterator["Writers"]:
        context = multiprocessing.get_context("spawn")
        flag, counts = context.Event(), {name: context.Value("i", 0) for name in RATES}
        ready = context.Event()
        arguments = (shop.environment, server.address, codes, flag, ready, counts)
        process = context.Process(target=_write, args=arguments, daemon=True)
        process.start()
        if not ready.wait(30):
            raise RuntimeError("the writers did not start")
        try:
            yield cls(flag, counts)
        finally:
            process.terminate()
            process.join()

    @contextmanager
    def busy(self) -> Iterator[None]:
        started = time.perf_counter()
        self._flag.set()
        time.sleep(SETTLE)
        try:
            yield
        finally:
            self._flag.clear()
            self._seconds += time.perf_counter() - started
            time.sleep(SETTLE)

    def reset(self) -> None:
        self._seconds = 0.0
        for count in self._counts.values():
            count.value = 0

    def rates(self) -> dict[str, float]:
        return {name: count.value / self._seconds for name, count in self._counts.items()}


def _write(
    environment: dict[str, str],
    server: str,
    codes: Sequence[str],
    flag: Event,
    ready: Event,
    counts: "dict[str, Synchronized[int]]",
) -> None:
    """Runs in the other process until it is ended."""
    acts = Acts(environment)
    offers = acts.offers()
    threads = []
    reason = _first_reason(server, codes[0])
    kinds: dict[str, Callable[[], Callable[[], None]]] = {
        "sales": lambda: lambda: acts.sell(random.choice(offers)),
        "scans": lambda: _scanner(server, codes),
        "reports": lambda: _reporter(server, codes, reason),
    }
    for name, make in kinds.items():
        for _ in range(THREADS[name]):
            arguments = (make(), RATES[name] / THREADS[name], flag, counts[name])
            threads.append(threading.Thread(target=_rhythm, args=arguments))
            threads[-1].start()
    ready.set()
    threads[0].join()


def _rhythm(act: Callable[[], None], rate: float, flag: Event, count: "Synchronized[int]") -> None:
    while True:
        flag.wait()
        due = time.perf_counter() + random.random() / rate
        while flag.is_set():
            time.sleep(max(0.0, due - time.perf_counter()))
            act()
            due += 1 / rate
            with count.get_lock():
                count.value += 1


def _scanner(server: str, codes: Sequence[str]) -> Callable[[], None]:
    connection = Connection(server)

    def scan() -> None:
        connection.get(random.choice(codes))

    return scan


def _reporter(server: str, codes: Sequence[str], reason: str) -> Callable[[], None]:
    """Every report from another visitor: one alone may send but a few a day."""
    connection = Connection(server)

    def report() -> None:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": str(IPv4Address(random.randrange(FIRST_HOST, LAST_HOST))),
        }
        body = urlencode({"ly_do": reason, "noi": "Chợ Sao", "chuyen": "Mã này lạ."})
        reply = connection.send(
            "POST", f"/bao-cao{random.choice(codes)}", body=body, headers=headers
        )
        if reply.status != SEE_OTHER:
            raise RuntimeError(f"a report was answered with {reply.status}")

    return report


def _first_reason(server: str, code: str) -> str:
    """A value of the form's first question."""
    page = Connection(server).get(f"/bao-cao{code}", {"Accept-Encoding": "identity"}).body.decode()
    radios = re.findall(r"<input[^>]*>", page)
    radio: str = next(each for each in radios if 'name="ly_do"' in each)
    return radio.partition('value="')[2].partition('"')[0]
