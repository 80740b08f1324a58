"""What people expect of searches, from every engine; a complaint becomes one more judged query."""

from collections.abc import Iterator

import pytest

from search.engine import SearchEngine, SearchQuery
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from storefront.index.vocabulary import vocabulary
from tests.contracts.conftest import ENGINES, fresh_elastic_engine
from tests.search.judged import TODAY, judged_documents, judged_queries

NAMES = {document.key: document.name for document in judged_documents()}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory) -> Iterator[SearchEngine]:
    if request.param == "embedded":
        embedded = EmbeddedEngine(tmp_path_factory.mktemp("judged"), vocabulary=vocabulary())
        embedded.rebuild(judged_documents())
        yield embedded
        return
    for elastic in fresh_elastic_engine():
        elastic.rebuild(judged_documents())
        yield elastic


@pytest.mark.parametrize("judged", judged_queries(), ids=lambda judged: judged.query)
def test_what_people_expect_is_among_the_first(engine, judged):
    answer = engine.search(SearchQuery(text=judged.query, today=TODAY))

    first = [NAMES[f"product:{number}"] for number in answer.ids[: judged.within]]

    assert set(judged.expected) <= set(first)
    assert not set(judged.never) & set(first)


@pytest.mark.elasticsearch
def test_both_engines_give_the_same_pages_facets_and_corrections(tmp_path):
    embedded = EmbeddedEngine(tmp_path, vocabulary=vocabulary())
    embedded.rebuild(judged_documents())
    for elastic in fresh_elastic_engine():
        assert isinstance(elastic, ElasticEngine)
        elastic.rebuild(judged_documents())

        for text in ["", *(judged.query for judged in judged_queries())]:
            query = SearchQuery(text=text, today=TODAY)
            assert embedded.search(query) == elastic.search(query), text
            assert embedded.suggest(text) == elastic.suggest(text), text
