"""What a run measures: rows by name, and how thorough each is."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from benchmarks import tables
from benchmarks.project import KNOWS_FRAGMENTS
from benchmarks.report import Report
from benchmarks.rows.anew import KINDS, measure_anew
from benchmarks.rows.as_served import measure_served
from benchmarks.rows.audit import ACTS, PROCESSES, measure_audit
from benchmarks.rows.burst import measure_burst
from benchmarks.rows.during_writes import measure_during_writes
from benchmarks.rows.engines import measure_engine
from benchmarks.rows.imports import measure_imports
from benchmarks.rows.labels import measure_pictures, measure_sheets
from benchmarks.rows.relevance import by_category, measure_relevance, worst
from benchmarks.rows.rules import measure_rules
from benchmarks.rows.scan_latency import measure_scan_latency
from benchmarks.rows.sign_in import measure_sign_in
from benchmarks.system.databases import SIZES, Databases, Shop, build_index
from benchmarks.system.machine import listening_process
from benchmarks.targets import ANEW_SIZES


@dataclass(frozen=True)
class Plan:
    """How thorough a run is."""

    sizes: tuple[int, ...]
    anew_sizes: tuple[int, ...]
    imports: tuple[int, ...]
    block: int  # pages of a kind made anew in one of eight blocks
    rounds: int
    seconds: float
    questions: int

    def at(self, sizes: list[int]) -> "Plan":
        return replace(self, sizes=tuple(sizes), anew_sizes=tuple(sizes))


FULL = Plan(
    sizes=SIZES, anew_sizes=ANEW_SIZES, imports=(10_000, 100_000),
    block=32, rounds=3, seconds=2, questions=500,
)  # fmt: skip
QUICK = Plan(
    sizes=(1_254,), anew_sizes=(1_254,), imports=(1_254,),
    block=16, rounds=2, seconds=1, questions=100,
)  # fmt: skip


class Bench:
    """One run: what it stands on, how thorough it is, where its figures go."""

    def __init__(self, plan: Plan, databases: Databases, output: Report, page: str = "") -> None:
        self.plan = plan
        self.databases = databases
        self.report = output
        self.page = page
        self.elasticsearch = os.environ.get("ELASTICSEARCH_URL", "")  # noqa: TID251 - the same for every shop here

    @cached_property
    def shops(self) -> list[Shop]:
        return [self.databases.shop(size) for size in self.plan.sizes]

    @property
    def smallest(self) -> Shop:
        """The real catalogue, where a row is about one size."""
        return self.databases.shop(self.plan.sizes[0])

    def on_engines(self, shop: Shop) -> list[Shop]:
        """The same shop with each engine there is."""
        both = [shop]
        if self.elasticsearch:
            both.append(replace(shop, elasticsearch_url=self.elasticsearch))
        return both


def anew(bench: Bench) -> None:
    """Pages nobody has asked for before, fragments warm and off."""
    kinds = [kind for kind in KINDS if kind.startswith(bench.page)]

    def rows() -> Iterator[tables.Row]:
        for size in bench.plan.anew_sizes:
            shop = bench.databases.shop(size)
            for page in measure_anew(bench.databases, shop, kinds, bench.plan.block):
                yield tables.anew_row(page, size, fragments=True)
            if not KNOWS_FRAGMENTS:
                yield tables.unmeasured_anew_row(size)
                continue
            without = measure_anew(bench.databases, shop, kinds, bench.plan.block, fragments=False)
            for page in without:
                yield tables.anew_row(page, size, fragments=False)

    bench.report.add("Pages made anew", tables.ANEW, rows())


def served(bench: Bench) -> None:
    """Pages over HTTP, again and again, at every size; search with Elasticsearch too."""

    def rows() -> Iterator[tables.Row]:
        for real in bench.shops:
            for shop in bench.on_engines(real):
                yield from _served_rows(bench, shop)

    bench.report.add("Pages as served", tables.SERVED, rows())


def _served_rows(bench: Bench, shop: Shop) -> Iterator[tables.Row]:
    only, others = bench.page, []
    if shop.elasticsearch_url:
        build_index(shop)
        only, others = bench.page or "search", [listening_process(shop.elasticsearch_url)]
    measured = measure_served(
        bench.databases, shop, bench.plan.seconds,
        only=only, rounds=bench.plan.rounds, others=others,
    )  # fmt: skip
    for page in measured:
        yield tables.served_row(page, shop.size, shop.engine)


def latency(bench: Bench) -> None:
    """Scan pages at half of their highest rate."""

    def rows() -> Iterator[tables.Row]:
        yield tables.latency_row(
            measure_scan_latency(bench.smallest, 2 * bench.plan.seconds, bench.plan.rounds)
        )

    bench.report.add("Latency of scan pages at half of their highest rate", tables.LATENCY, rows())


def writes(bench: Bench) -> None:
    """List and scan while others write."""
    pages = measure_during_writes(
        bench.databases, bench.smallest, bench.plan.seconds, 2 * bench.plan.rounds
    )
    title = "List and scan while sales, scans and reports are written"
    bench.report.add(title, tables.WRITES, map(tables.writes_row, pages))


def burst(bench: Bench) -> None:
    """How soon certificate events show."""

    def rows() -> Iterator[tables.Row]:
        for shop in bench.on_engines(bench.smallest):
            bursts = list(measure_burst(bench.databases, shop, 2 * bench.plan.rounds))
            yield tables.burst_row(bursts, shop.engine)

    bench.report.add("A burst of 40 certificate events", tables.BURSTS, rows())


def engines(bench: Bench) -> None:
    """Engines in process, and indexes made by the operator's command."""
    built: list[tables.Row] = []

    def rows() -> Iterator[tables.Row]:
        for real in bench.shops:
            for shop in bench.on_engines(real):
                built.append(tables.index_row(build_index(shop), shop.size, shop.engine))
                for measured in measure_engine(shop, bench.plan.questions):
                    yield tables.engine_row(measured, shop.size, shop.engine)

    bench.report.add("Search engines in process", tables.ENGINES, rows())
    bench.report.add("Making the index from the database", tables.INDEXES, built)


def relevance(bench: Bench) -> None:
    """What people find of the real catalogue, against the judged queries."""
    shop = bench.databases.shop(SIZES[0])
    missed: list[tables.Row] = []

    def rows() -> Iterator[tables.Row]:
        for one in bench.on_engines(shop):
            if one.elasticsearch_url:
                build_index(one)
            answers = measure_relevance(one)
            missed.extend(tables.missed_row(answer, one.engine) for answer in worst(answers))
            for category in by_category(answers):
                yield tables.relevance_row(category, one.engine)

    bench.report.add("Relevance: R-precision among the first ten", tables.RELEVANCE, rows())
    bench.report.add("Judged queries below the bar of a category", tables.MISSED, missed)


def imports(bench: Bench) -> None:
    """Product files of several sizes, new and once more."""
    measured = measure_imports(bench.databases, bench.plan.imports)
    bench.report.add("Importing a product file", tables.IMPORTS, map(tables.import_row, measured))


def labels(bench: Bench) -> None:
    """A thousand labels as PDF; one code as PNG."""
    rounds = bench.plan.rounds
    rows = tables.label_rows(measure_sheets(rounds), measure_pictures(rounds))
    bench.report.add("A thousand labels, and one picture", tables.LABELS, rows)


def rules(bench: Bench) -> None:
    """Certificates with two hundred events."""
    measured = measure_rules(bench.plan.rounds)
    bench.report.add("The state of a long record", tables.RULES, map(tables.rules_row, measured))


def audit(bench: Bench) -> None:
    """Audited acts of many processes against the same without entries."""
    rows = tables.audit_rows(measure_audit(bench.databases, 5 * bench.plan.rounds))
    bench.report.add(f"{ACTS} unrelated acts in {PROCESSES} processes", tables.AUDIT, rows)


def sign_in(bench: Bench) -> None:
    """The hash of a password, and signing in."""
    measured = measure_sign_in(bench.databases, bench.plan.rounds)
    bench.report.add("Signing in", tables.SIGN_IN, map(tables.sign_in_row, measured))


ROWS: dict[str, Callable[[Bench], None]] = {
    row.__name__: row
    for row in (
        anew, served, latency, writes, burst, engines, relevance, imports, labels, audit,
        rules, sign_in,
    )
}  # fmt: skip
