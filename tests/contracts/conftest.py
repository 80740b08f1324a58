"""The engines under contract: the embedded one always, Elasticsearch where a server is named."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search.engine import SearchEngine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.memo import MemoEngine
from storefront.index.vocabulary import vocabulary

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
REMEMBERED = "embedded behind a memo"


def elasticsearch_url() -> str:
    url = os.environ.get("ELASTICSEARCH_URL")  # noqa: TID251 (says whether to run at all)
    if not url:
        pytest.skip(
            "no Elasticsearch: ELASTICSEARCH_URL is not set (bin/elasticsearch run -- COMMAND)"
        )
    return url


@pytest.fixture(params=[*ENGINES, REMEMBERED])
def empty_engine(request, tmp_path) -> Iterator[SearchEngine]:
    """An engine without any index, alone with its name: workers never meet."""
    if request.param == "elasticsearch":
        yield from fresh_elastic_engine()
        return
    engine = EmbeddedEngine(tmp_path / "search", vocabulary=vocabulary())
    yield engine if request.param == "embedded" else MemoEngine(engine, lifetime=60)  # noqa: PT022 (the other one has a teardown)


@pytest.fixture
def engine(empty_engine) -> SearchEngine:
    empty_engine.rebuild([])
    return empty_engine


def fresh_elastic_engine() -> Iterator[ElasticEngine]:
    url, prefix = elasticsearch_url(), f"test-{uuid4().hex}"
    yield ElasticEngine(url, prefix=prefix, vocabulary=vocabulary())
    with Elasticsearch(url) as client:
        for name in client.indices.get_alias(index=f"{prefix}-*"):
            client.indices.delete(index=name)
