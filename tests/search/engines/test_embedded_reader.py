"""Counts are kept from one commit to the next, for lists that differ in page and order alone."""

from dataclasses import replace

import pytest

from search.engine import Document, Kind, SearchQuery, Sort
from search.engines import embedded_reader
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_reader import FolderReader

TEA = SearchQuery(today=740_000, groups=("tea",), per_page=1)


def product(number, group="tea"):
    return Document(kind=Kind.PRODUCT, id=number, version="1", name=f"Chè {number}", group=group)


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_reader, "RELOAD_INTERVAL", 0.0)
    made = EmbeddedEngine(tmp_path / "search")
    made.rebuild([product(1), product(2), product(3, "rice")])
    return made


@pytest.fixture
def counted(monkeypatch):
    """How often facets were counted."""
    calls = []
    count = FolderReader._count_facets
    monkeypatch.setattr(
        FolderReader, "_count_facets", lambda *words: calls.append(1) or count(*words)
    )
    return calls


def test_pages_and_orders_of_a_list_are_counted_once(engine, counted):
    queries = [TEA, replace(TEA, page=2), replace(TEA, sort=Sort.NEWEST)]

    assert [engine.search(q).facets.group for q in queries] == [{"tea": 2, "rice": 1}] * 3
    assert len(counted) == 1


def test_other_filters_days_and_words_are_counted_for_themselves(engine, counted):
    for query in (
        TEA,
        replace(TEA, groups=("rice",)),
        replace(TEA, today=740_001),
        replace(TEA, text="chè"),
        replace(TEA, groups=(), provinces=("tea",)),
    ):
        engine.search(query)

    assert len(counted) == 5


def test_what_another_process_commits_is_counted(engine, tmp_path):
    reader = EmbeddedEngine(tmp_path / "search")
    before = reader.search(TEA).facets.group

    engine.put([product(4)])

    assert (before, reader.search(TEA).facets.group) == (
        {"tea": 2, "rice": 1},
        {"tea": 3, "rice": 1},
    )
