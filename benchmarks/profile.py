"""`python -m benchmarks.profile KIND`: serve pages in this process and show where time goes.

After 200 other addresses of the kind each page is asked once, so that all are made anew; the
profiler is cProfile, which makes many small calls look dearer than they are.
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Sequence

from flask.testing import FlaskClient

from benchmarks.load.addresses import read_addresses
from benchmarks.project import application, settings_of
from benchmarks.rows.anew import KINDS, WARM
from benchmarks.system.databases import Databases
from benchmarks.system.servers import SHOP, serving


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    words.add_argument("kind", choices=KINDS)
    words.add_argument("--products", type=int, default=1_254)
    words.add_argument("--requests", type=int, default=200)
    words.add_argument("--top", type=int, default=35)
    words.add_argument("--sort", default="tottime", choices=("tottime", "cumulative"))
    words.add_argument("--callers", help="show who calls the functions of this name")
    options = words.parse_args()
    shop = Databases().shop(options.products)
    with serving(SHOP, shop.environment) as server:
        addresses = read_addresses(server.address)
    app = application(settings_of(shop.environment), keeps_pages=False)
    if options.kind == "home":
        paths: Sequence[str] = ["/"] * (WARM + options.requests)
    else:
        paths = addresses.of(options.kind)[: WARM + options.requests]
    client = app.test_client()
    _ask(client, paths[:WARM])
    plain = _milliseconds(client, paths[WARM:]) if options.kind == "home" else None
    profile = cProfile.Profile(time.process_time)
    started = time.process_time()
    profile.runcall(_ask, client, paths[WARM:])
    count = len(paths) - WARM
    print(f"{count} x {options.kind}: {(time.process_time() - started) / count * 1e3:.2f} ms each")
    if plain:
        print(f"without the profiler: {plain:.2f} ms")
    stats = pstats.Stats(profile).strip_dirs().sort_stats(options.sort)
    if options.callers:
        stats.print_callers(options.callers)
    else:
        stats.print_stats(options.top)


def _milliseconds(client: FlaskClient, paths: Sequence[str]) -> float:
    started = time.process_time()
    _ask(client, paths)
    return (time.process_time() - started) / len(paths) * 1e3


def _ask(client: FlaskClient, paths: Sequence[str]) -> None:
    for path in paths:
        answer = client.get(path, headers={"Accept-Encoding": "br, gzip"})
        if answer.status_code != 200:  # noqa: PLR2004
            raise RuntimeError(f"{answer.status_code} for {path}")


if __name__ == "__main__":
    main()
