"""An index belongs to the database it was made from: no other one reads it or writes over it."""

from collections.abc import Iterator

import pytest

from search.engine import IndexForeign, IndexMissing, SearchEngine, SearchUnavailable
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from tests.contracts.asking import ids, product
from tests.contracts.conftest import ENGINES, elasticsearch_url, fresh_elastic_engine

LIVE, RESTORED = "7380000000000000001-16384-1", "7380000000000000001-24576-1"


@pytest.fixture(params=ENGINES)
def live_and_restored(request, tmp_path) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    """Engines of two databases, over one folder or server."""
    if request.param == "embedded":
        folder = tmp_path / "search"
        live, restored = (EmbeddedEngine(folder, origin=lambda o=o: o) for o in (LIVE, RESTORED))
        live.rebuild([product(1, "Trà")])
        yield live, restored
        return
    for one in fresh_elastic_engine():
        live, restored = (
            ElasticEngine(elasticsearch_url(), prefix=one.prefix, origin=lambda o=o: o)
            for o in (LIVE, RESTORED)
        )
        live.rebuild([product(1, "Trà")])
        yield live, restored


def test_a_rebuild_from_another_database_is_refused_and_changes_nothing(live_and_restored):
    live, restored = live_and_restored
    before = live.status()

    with pytest.raises(IndexForeign, match="was made from another database"):
        restored.rebuild([product(2, "Bún")])

    assert live.status() == before
    assert ids(live, "trà") == (1,)


@pytest.mark.parametrize(
    "use",
    [
        lambda engine: ids(engine, "trà"),
        lambda engine: engine.suggest("tr"),
        lambda engine: engine.put([product(1, "Trà sen", version="2")]),
        lambda engine: engine.remove(["product:1"]),
        lambda engine: dict(engine.versions()),
    ],
    ids=["search", "suggest", "put", "remove", "versions"],
)
def test_another_database_neither_reads_nor_changes_it(live_and_restored, use):
    live, restored = live_and_restored

    with pytest.raises(SearchUnavailable):
        use(restored)

    assert dict(live.versions()) == {"product:1": "1"}


def test_its_status_says_whose_it_is_not(live_and_restored):
    with pytest.raises(IndexForeign):
        live_and_restored[1].status()


def test_taken_over_it_is_the_other_database_s(live_and_restored):
    live, restored = live_and_restored

    restored.rebuild([product(2, "Bún")], take_over=True)

    assert ids(restored, "bún") == (2,)
    assert restored.status().documents == 1
    with pytest.raises(IndexForeign):
        live.status()
    restored.rebuild([product(2, "Bún"), product(3, "Bún bò")])
    assert restored.status().documents == 2


def test_a_first_index_needs_no_taking_over(empty_engine):
    with pytest.raises(IndexMissing):
        empty_engine.status()

    empty_engine.rebuild([product(1, "Trà")], take_over=True)

    assert ids(empty_engine, "trà") == (1,)
