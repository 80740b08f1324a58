"""Pages over HTTP beside the smallest Flask application, on the same server, in alternation."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from math import nan
from statistics import median
from urllib.parse import quote

from flask import Flask
from sqlalchemy import create_engine, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from benchmarks.ground import Ground, Shop
from benchmarks.load import Load, ask
from benchmarks.served import elastic_index
from benchmarks.servers import Server, serving
from benchmarks.spending import children, cpu_seconds
from core.db.sessions import driver_url
from core.web.pages import page_cache as kept_pages
from registry.models import Product
from storefront.index import engine
from wsgi import create_app

SOME = 1_200  # products asked in turn
SEARCHES = ("mật ong", "mien dong", "tra shan tuyet")


@dataclass(frozen=True)
class Measured:
    """A page: medians of the rounds."""

    name: str
    ratio: float  # answers a second, to those of Flask hello in the same round
    lowest: float
    highest: float
    anew: float  # the same ratio when every answer is made anew
    per_second: float
    p50: float
    p99: float
    cpu_ms: float  # of the workers, per answer
    database_ms: float  # of PostgreSQL, per answer
    anew_ms: float  # of both, per answer made anew
    queries: int  # of an answer made anew
    kilobytes: float


@dataclass(frozen=True)
class Round:
    """One visit to a page and to hello beside it."""

    load: Load
    ratio: float
    cpu_ms: float
    database_ms: float


Paths = Sequence[str]


def addresses(shop: Shop) -> Mapping[str, Paths]:
    """What is asked in turn, by the name it has in the table."""
    database = create_engine(driver_url(shop.database_url))
    with Session(database) as session:
        some = session.execute(select(Product.slug, Product.code).order_by(Product.id).limit(SOME))
        products = some.all()
    database.dispose()
    codes = [f"/{product.code}" for product in products]
    return {name: [path] for name, path in _single().items()} | {
        "product, another each time": [f"/san-pham/{product.slug}" for product in products],
        "scan, another code each time": codes,
        "scan, the same code": codes[:1],
        "API code": [f"/api/v1/codes{code}" for code in codes],
        "API product": [f"/api/v1/products{code}" for code in codes],
    }


def _single() -> dict[str, str]:
    return {
        "home": "/",
        "list": "/san-pham",
        "list, filtered, page 3": "/san-pham?nhom=thuc-pham&chung_nhan=het-han&sap_xep=ten&trang=3",
        **{f"search “{text}”": f"/san-pham?q={quote(text)}" for text in SEARCHES},
        "API list": "/api/v1/products?per_page=24",
        "API search “mật ong”": f"/api/v1/products?q={quote('mật ong')}",
        "API suggest “mat o”": f"/api/v1/suggest?q={quote('mat o')}",
    }


def measure_pages(
    ground: Ground,
    shop: Shop,
    wanted: Mapping[str, Paths],
    rounds: int,
    seconds: int,
    *,
    index: str | None = None,
) -> Iterator[Measured]:
    """Every page that is there, as served and made anew, `rounds` times, right after hello.

    `index` names the Elasticsearch index that answers instead of the embedded engine.
    """
    app = create_app(shop.settings)
    environment = shop.environment
    if index:
        engine.register(app, elastic_index(index))
        environment = environment | {"BENCH_INDEX": index}
    wanted = {name: paths for name, paths in wanted.items() if _is_there(app, paths[0])}
    with (
        serving("benchmarks.hello:app", environment) as hello,
        serving("benchmarks.served:app", environment) as server,
        serving("benchmarks.served:app", environment | {"BENCH_ANEW": "1"}) as anew,
    ):
        for paths in wanted.values():  # workers connect, compile their templates, keep pages
            ask(anew.address, paths, 1)
            ask(server.address, paths, 2)
        visits: dict[str, list[tuple[Round, Round]]] = {name: [] for name in wanted}
        for _ in range(rounds):
            for name, paths in wanted.items():
                beside = ask(hello.address, "/", 1)
                both = (_visit(ground, s, paths, seconds, beside) for s in (server, anew))
                visits[name].append(tuple(both))
    for name, seen in visits.items():
        as_served, made_anew = zip(*seen, strict=True)
        yield _summary(name, as_served, made_anew, _facts(app, wanted[name]))


def _visit(ground: Ground, server: Server, paths: Paths, seconds: int, beside: Load) -> Round:
    database = ground.pid()
    before = server.cpu_seconds(), cpu_seconds(children(database))
    load = ask(server.address, paths, seconds)
    after = server.cpu_seconds(), cpu_seconds(children(database))
    answers = max(load.answers, 1)  # a round without any answer shows as a ratio of nothing
    spent = [(b - a) * 1e3 / answers for a, b in zip(before, after, strict=True)]
    return Round(load, load.per_second / (beside.per_second or nan), *spent)


def _summary(
    name: str, seen: Sequence[Round], anew: Sequence[Round], facts: tuple[int, float]
) -> Measured:
    ratios = [visit.ratio for visit in seen]
    return Measured(
        name,
        median(ratios),
        min(ratios),
        max(ratios),
        median(visit.ratio for visit in anew),
        median(visit.load.per_second for visit in seen),
        median(visit.load.p50 for visit in seen),
        median(visit.load.p99 for visit in seen),
        median(visit.cpu_ms for visit in seen),
        median(visit.database_ms for visit in seen),
        median(visit.cpu_ms + visit.database_ms for visit in anew),
        *facts,
    )


def _is_there(app: Flask, path: str) -> bool:
    answer = app.test_client().get(path)
    if answer.status_code != 200:  # noqa: PLR2004
        print(f"left out, it answers {answer.status_code}: {path}", flush=True)
    return answer.status_code == 200  # noqa: PLR2004


def _facts(app: Flask, paths: Paths) -> tuple[int, float]:
    """Queries of the last address made anew in a warm process, and what it weighs compressed."""
    client = app.test_client()
    client.get(paths[0])
    kept_pages.register(app)
    with counted_queries() as number:
        answer = client.get(paths[-1], headers={"Accept-Encoding": "br, gzip"})
    return next(number), len(answer.data) / 1000


@contextmanager
def counted_queries() -> Iterator["count[int]"]:
    """Counts statements that reach PostgreSQL; the counter's next value is their number."""
    number = count()

    def one(*_: object) -> None:
        next(number)

    event.listen(Engine, "before_cursor_execute", one)
    try:
        yield number
    finally:
        event.remove(Engine, "before_cursor_execute", one)
