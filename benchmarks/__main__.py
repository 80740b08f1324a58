"""`python -m benchmarks [NAME …] [--quick]`: measure, and write the tables.

With ELASTICSEARCH_URL set (for instance by `bin/elasticsearch run -- …`) that engine is measured
too. A full run takes about a quarter of an hour once its databases are built; `--quick` under three
minutes. Parts named, or a quick run, leave benchmarks/RESULTS.md alone and write under var/bench.
"""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from benchmarks import report
from benchmarks.audit import ACTS, PROCESSES, measure_audit
from benchmarks.engines import ask_engine, build, elastic, embedded, index_name
from benchmarks.ground import FOLDER, SIZES, Ground, Shop
from benchmarks.imports import measure_imports
from benchmarks.labels import measure_pictures, measure_sheets
from benchmarks.machine import load_average
from benchmarks.pages import addresses, measure_pages
from benchmarks.report import Report
from search.engine import SearchEngine


@dataclass(frozen=True)
class Plan:
    """How thorough a run is."""

    sizes: tuple[int, ...] = SIZES
    imports: tuple[int, ...] = (10_000, 100_000)
    rounds: int = 3
    seconds: int = 2
    questions: int = 200


QUICK = Plan(sizes=(1_254,), imports=(1_254,), rounds=2, seconds=1, questions=60)


class Bench:
    """One run: what it stands on, how thorough it is, where its figures go."""

    def __init__(self, plan: Plan, ground: Ground, output: Report) -> None:
        self.plan = plan
        self.ground = ground
        self.report = output
        self.elasticsearch = os.environ.get("ELASTICSEARCH_URL")  # noqa: TID251 - the same for every shop here

    @cached_property
    def shops(self) -> list[Shop]:
        return [self.ground.shop(size) for size in self.plan.sizes]

    def engines(self, shop: Shop) -> dict[str, SearchEngine]:
        found = {"embedded": embedded(shop.settings.search_folder)}
        if self.elasticsearch:
            found["elasticsearch"] = elastic(self.elasticsearch, shop.size)
        return found


def pages(bench: Bench) -> None:
    """Pages and API over HTTP, at every size."""
    for shop in bench.shops:
        measured = measure_pages(
            bench.ground, shop, addresses(shop), bench.plan.rounds, bench.plan.seconds
        )
        title = f"Pages over HTTP, {shop.size:,} products, embedded engine"
        bench.report.add(title, report.PAGES, map(report.page_row, measured))


def engines(bench: Bench) -> None:
    """Indexes made and asked in process; then search pages over HTTP with Elasticsearch."""
    built, asked = [], []
    for shop in bench.shops:
        for name, engine in bench.engines(shop).items():
            built.append(report.index_row(name, shop.size, build(shop, engine)))
            answers = ask_engine(shop, engine, bench.plan.questions)
            asked += [report.engine_row(name, shop.size, answer) for answer in answers]
    bench.report.add("Search engines in process", report.ENGINES, asked)
    bench.report.add("Making the index from the database", report.INDEXES, built)
    if bench.elasticsearch:
        for shop in bench.shops:
            _elastic_pages(bench, shop)


def _elastic_pages(bench: Bench, shop: Shop) -> None:
    every = addresses(shop).items()
    wanted = {name: path for name, path in every if name.startswith(("list", "search"))}
    index = f"{bench.elasticsearch}#{index_name(shop.size)}"
    measured = measure_pages(
        bench.ground, shop, wanted, bench.plan.rounds, bench.plan.seconds, index=index
    )
    title = f"Pages over HTTP, {shop.size:,} products, Elasticsearch on the same cores"
    bench.report.add(title, report.PAGES, map(report.page_row, measured))


def imports(bench: Bench) -> None:
    """Product files of several sizes, new and once more."""
    measured = measure_imports(bench.ground, bench.plan.imports)
    bench.report.add("Importing a product file", report.IMPORTS, map(report.import_row, measured))


def labels(bench: Bench) -> None:
    """A thousand labels as PDF; one code as PNG."""
    rows = report.label_rows(measure_sheets(bench.plan.rounds), measure_pictures(bench.plan.rounds))
    bench.report.add("A thousand labels, and one picture", report.LABELS, rows)


def audit(bench: Bench) -> None:
    """Audited acts of many processes against the same without entries."""
    rows = report.audit_rows(measure_audit(bench.ground, 10 * bench.plan.rounds))
    bench.report.add(f"{ACTS} unrelated acts in {PROCESSES} processes", report.AUDIT, rows)


PARTS: dict[str, Callable[[Bench], None]] = {
    part.__name__: part for part in (pages, engines, imports, labels, audit)
}


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("names", nargs="*", help=", ".join(PARTS))
    words.add_argument("--quick", action="store_true", help="small sizes, short rounds")
    asked = words.parse_args()
    if unknown := set(asked.names) - PARTS.keys():
        words.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    plan = QUICK if asked.quick else Plan()
    load, ground = load_average(), Ground()
    path = FOLDER / "results.md" if asked.quick or asked.names else report.RESULTS
    output = Report(
        path, postgres=ground.version(), rounds=plan.rounds, questions=plan.questions, load=load
    )
    bench = Bench(plan, ground, output)
    for name in asked.names or PARTS:
        PARTS[name](bench)
    print(f"\nwritten: {path}")


if __name__ == "__main__":
    main()
