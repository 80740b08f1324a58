"""Pages over HTTP beside the smallest Flask application, on the same server, in alternation."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
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
from core.db import driver_url
from marketplace import engine
from registry.models import Product
from wsgi import create_app

SEARCHES = ("mật ong", "mien dong", "tra shan tuyet")


@dataclass(frozen=True)
class Measured:
    """A page: medians of the rounds."""

    name: str
    ratio: float  # answers a second, to those of Flask hello in the same round
    lowest: float
    highest: float
    per_second: float
    p50: float
    p99: float
    cpu_ms: float  # of the workers, per answer
    database_ms: float  # of PostgreSQL, per answer
    queries: int
    kilobytes: float


@dataclass(frozen=True)
class Round:
    """One visit to a page and to hello beside it."""

    load: Load
    ratio: float
    cpu_ms: float
    database_ms: float


def addresses(shop: Shop) -> dict[str, str]:
    """What is asked, by the name it has in the table."""
    database = create_engine(driver_url(shop.database_url))
    with Session(database) as session:
        # In the middle of the real products: one with a maker who has others.
        product = session.execute(
            select(Product.slug, Product.code)
            .where(Product.producer_id.is_not(None))
            .order_by(Product.id)
            .offset(600)
        ).first()
    database.dispose()
    assert product
    return {
        "home": "/",
        "list": "/san-pham",
        "list, filtered, page 3": "/san-pham?nhom=thuc-pham&chung_nhan=het-han&sap_xep=ten&trang=3",
        **{f"search “{text}”": f"/san-pham?q={quote(text)}" for text in SEARCHES},
        "product": f"/san-pham/{product.slug}",
        "scan": f"/{product.code}",
        "API list": "/api/v1/products?per_page=24",
        "API search “mật ong”": f"/api/v1/products?q={quote('mật ong')}",
        "API suggest “mat o”": f"/api/v1/suggest?q={quote('mat o')}",
        "API code": f"/api/v1/codes/{product.code}",
    }


def measure_pages(
    ground: Ground,
    shop: Shop,
    wanted: Mapping[str, str],
    rounds: int,
    seconds: float,
    *,
    index: str | None = None,
) -> Iterator[Measured]:
    """Every page that is there, `rounds` times, each time right after hello.

    `index` names the Elasticsearch index that answers instead of the embedded engine.
    """
    app = create_app(shop.settings)
    environment = shop.environment
    if index:
        engine.register(app, elastic_index(index))
        environment = environment | {"BENCH_INDEX": index}
    wanted = {name: path for name, path in wanted.items() if _is_there(app, path)}
    with (
        serving("benchmarks.hello:app", environment) as hello,
        serving("benchmarks.served:app", environment) as server,
    ):
        for path in wanted.values():
            ask(server.address + path, 0.5)  # both workers connect and compile their templates
        visits: dict[str, list[Round]] = {name: [] for name in wanted}
        for _ in range(rounds):
            for name, path in wanted.items():
                beside = ask(hello.address + "/", seconds / 2)
                visits[name].append(_visit(ground, server, path, seconds, beside))
    for name, seen in visits.items():
        yield _summary(name, seen, _facts(app, wanted[name]))


def _visit(ground: Ground, server: Server, path: str, seconds: float, beside: Load) -> Round:
    database = ground.pid()
    before = server.cpu_seconds(), cpu_seconds(children(database))
    load = ask(server.address + path, seconds)
    after = server.cpu_seconds(), cpu_seconds(children(database))
    spent = [(b - a) * 1e3 / load.answers for a, b in zip(before, after, strict=True)]
    return Round(load, load.per_second / beside.per_second, *spent)


def _summary(name: str, seen: list[Round], facts: tuple[int, float]) -> Measured:
    ratios = [visit.ratio for visit in seen]
    return Measured(
        name,
        median(ratios),
        min(ratios),
        max(ratios),
        median(visit.load.per_second for visit in seen),
        median(visit.load.p50 for visit in seen),
        median(visit.load.p99 for visit in seen),
        median(visit.cpu_ms for visit in seen),
        median(visit.database_ms for visit in seen),
        *facts,
    )


def _is_there(app: Flask, path: str) -> bool:
    answer = app.test_client().get(path)
    if answer.status_code != 200:  # noqa: PLR2004
        print(f"left out, it answers {answer.status_code}: {path}", flush=True)
    return answer.status_code == 200  # noqa: PLR2004


def _facts(app: Flask, path: str) -> tuple[int, float]:
    """Queries of a warm page, and what it weighs compressed."""
    client = app.test_client()
    client.get(path)
    with counted_queries() as number:
        answer = client.get(path, headers={"Accept-Encoding": "br, gzip"})
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
