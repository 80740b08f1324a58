"""`python -m benchmarks.profile PAGE`: serve pages in this process and show where the CPU goes.

After 200 others of the kind each address is asked once, first plainly, to know what a page costs,
then others under cProfile, which makes many small calls look dearer than they are. Home, which has
one address, is made anew because no page is kept. Time is CPU: waiting for PostgreSQL is left out.
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
from benchmarks.system.databases import Databases, Shop
from benchmarks.system.servers import SHOP, serving

OK = 200


def main() -> None:
    options = _options()
    shop = Databases().shop(options.products)
    paths = _paths(shop, options.page, WARM + 2 * options.requests)
    client = application(settings_of(shop.environment), keeps_pages=False).test_client()
    _ask(client, paths[:WARM])
    plain, profiled = paths[WARM:][::2], paths[WARM:][1::2]
    started = time.process_time()
    _ask(client, plain)
    taken = (time.process_time() - started) / len(plain) * 1e3
    profile = cProfile.Profile(time.process_time)
    profile.runcall(_ask, client, profiled)
    print(f"{options.page}: {taken:.2f} ms of CPU a page in this process, without the profiler;")
    print(f"{len(profiled)} pages under the profiler:")
    statistics = pstats.Stats(profile).strip_dirs().sort_stats(options.sort)
    if options.callers:
        statistics.print_callers(options.callers)
    else:
        statistics.print_stats(options.top)


def _options() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    words.add_argument("page", choices=KINDS)
    words.add_argument("--products", type=int, default=1_254, help="size of the catalogue")
    words.add_argument("--requests", type=int, default=125)
    words.add_argument("--top", type=int, default=35, help="functions shown")
    words.add_argument("--sort", default="tottime", choices=("tottime", "cumulative"))
    words.add_argument("--callers", help="show instead who calls the functions of this name")
    return words.parse_args()


def _paths(shop: Shop, page: str, count: int) -> Sequence[str]:
    if page == "home":
        return ["/"] * count
    with serving(SHOP, shop.environment) as server:
        return read_addresses(server.address).of(page)[:count]


def _ask(client: FlaskClient, paths: Sequence[str]) -> None:
    for path in paths:
        answer = client.get(path, headers={"Accept-Encoding": "br, gzip"})
        if answer.status_code != OK:
            raise RuntimeError(f"{answer.status_code} for {path}")


if __name__ == "__main__":
    main()
