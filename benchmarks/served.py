"""The shop as it is served while it is measured.

With BENCH_INDEX set, pages ask the Elasticsearch index of that name instead of the embedded engine;
with BENCH_ANEW no page is kept, so that every answer is made anew.
"""

import os

from flask import Flask

from benchmarks.project import application


def __getattr__(name: str) -> Flask:
    """`benchmarks.served:app` for the server; importing the module alone makes nothing."""
    if name != "app":
        raise AttributeError(name)
    index = os.environ.get("BENCH_INDEX", "")  # noqa: TID251 - no setting of the system
    anew = os.environ.get("BENCH_ANEW")  # noqa: TID251 - no setting of the system
    globals()["app"] = application(index=index, keeps_pages=not anew)
    return globals()["app"]
