"""A memo in one process, a change written by another: how long a list may tell of the past."""

import time
from collections.abc import Iterator

import pytest

from config import MOST_MEMO
from search.engine import Document, Kind, RankedStatus, SearchEngine, SearchQuery
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.memo import MemoEngine
from tests.contracts.conftest import ENGINES, elasticsearch_url, fresh_elastic_engine

IN_FORCE = SearchQuery(today=1, text="miến", statuses=("valid-5",))
GONE_WITHIN = 2.0  # seconds


@pytest.fixture(params=ENGINES)
def writer_and_reader(request, tmp_path) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    """Two engines over one index, as worker and web process have them; the reader remembers."""
    if request.param == "embedded":
        engines = [EmbeddedEngine(tmp_path / "search") for _ in range(2)]
        yield engines[0], MemoEngine(engines[1], lifetime=MOST_MEMO)
        return
    for writer in fresh_elastic_engine():
        reader = ElasticEngine(elasticsearch_url(), prefix=writer.prefix)
        yield writer, MemoEngine(reader, lifetime=MOST_MEMO)


def product(status) -> Document:
    return Document(
        kind=Kind.PRODUCT, id=1, version=status, name="Miến dong", status=RankedStatus(status)
    )


def test_what_was_revoked_is_gone_from_lists_asked_for_without_pause(writer_and_reader):
    writer, reader = writer_and_reader
    writer.rebuild([product("valid-5")])
    assert reader.search(IN_FORCE).ids == (1,)

    began = time.monotonic()
    writer.put([product("revoked-5")])
    while reader.search(IN_FORCE).ids:
        assert time.monotonic() - began < GONE_WITHIN
        time.sleep(0.001)
    gone = reader.search(IN_FORCE)

    assert (gone.total, gone.facets.status) == (0, {"revoked-5": 1})
