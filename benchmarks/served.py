"""The shop as it is served while it is measured.

With BENCH_INDEX set, pages ask the Elasticsearch index of that name instead of the embedded engine;
with BENCH_ANEW every page is made anew, as if it had never been asked for.
"""

import os

from flask import Flask

import config
from core.web import kept_pages
from marketplace import engine
from search.engine import SearchEngine
from search.engines.elastic import ElasticEngine
from wsgi import create_app


def elastic_index(named: str) -> SearchEngine:
    """The index under "<address of the server>#<name>"."""
    url, _, prefix = named.rpartition("#")
    return ElasticEngine(url, prefix=prefix)


def __getattr__(name: str) -> Flask:
    """`benchmarks.served:app` for the server; importing the module alone makes nothing."""
    if name != "app":
        raise AttributeError(name)
    app = create_app(config.load())
    if named := os.environ.get("BENCH_INDEX"):  # noqa: TID251 - no setting of the system
        engine.register(app, elastic_index(named))
    if os.environ.get("BENCH_ANEW"):  # noqa: TID251 - no setting of the system
        kept_pages.register(app, most=0)
    globals()["app"] = app
    return app
