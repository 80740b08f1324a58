"""`python -m benchmarks [ROW …] [--quick] [--products N] [--page KIND]`: measure every bar.

With ELASTICSEARCH_URL set (for instance by `bin/elasticsearch run -- …`) that engine is measured
too. Rows named, or a quick run, leave benchmarks/RESULTS.md alone and write under var/bench.
For work on one page: `python -m benchmarks anew --products 1254 --page list --quick`.
"""

import argparse

from benchmarks import report
from benchmarks.plan import FULL, QUICK, ROWS, Bench
from benchmarks.report import Report
from benchmarks.system.databases import FOLDER, Databases
from benchmarks.system.machine import load_average


def main() -> None:
    options = _options()
    plan = QUICK if options.quick else FULL
    if options.products:
        plan = plan.at(options.products)
    load, databases = load_average(), Databases()
    is_whole = not (options.quick or options.rows or options.products or options.page)
    path = report.RESULTS if is_whole else FOLDER / "results.md"
    bench = Bench(plan, databases, Report(path, databases.version(), load), options.page)
    for name in options.rows or ROWS:
        ROWS[name](bench)
    print(f"\nwritten: {path}")


def _options() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    words.add_argument("--quick", action="store_true", help="1,254 products, a few seconds a row")
    words.add_argument("--products", type=int, action="append", help="sizes of the catalogue")
    words.add_argument("--page", default="", help="only pages whose name begins so: list, scan …")
    options = words.parse_args()
    if unknown := set(options.rows) - ROWS.keys():
        words.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    return options


if __name__ == "__main__":
    main()
