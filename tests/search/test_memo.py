"""The memo asks once for all who ask alike, and never tells what is no longer so."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from search.engine import Facets, SearchQuery, SearchResult, SearchUnavailable
from search.memo import MemoEngine

QUERY = SearchQuery(today=1, text="mật ong")


class CountingEngine:
    """Answers with the number of the question; waits, while `gate` is closed, or fails."""

    def __init__(self):
        self.queries = []
        self.gate = threading.Event()
        self.gate.set()
        self.asking = threading.Event()
        self.failure = None

    def search(self, query):
        self.queries.append(query)
        number, failure = len(self.queries), self.failure
        self.asking.set()
        assert self.gate.wait(10)
        if failure:
            raise failure
        return SearchResult((number,), number, Facets())

    def suggest(self, text, *, limit=8):
        self.queries.append(text)
        return []

    def put(self, documents):
        list(documents)

    def remove(self, keys):
        raise SearchUnavailable

    def rebuild(self, documents, *, progress=None, take_over=False):
        return "name"


@pytest.fixture
def engine():
    return CountingEngine()


@pytest.fixture
def memo(engine):
    return MemoEngine(engine, lifetime=30)


def waiting(pool, memo, others):
    """These threads ask, and all but the one that asks the engine are waiting for its answer."""
    begun = threading.Barrier(others + 1)

    def ask():
        begun.wait(10)
        return memo.search(QUERY)

    flights = [pool.submit(ask) for _ in range(others)]
    begun.wait(10)
    return flights


def test_the_same_question_is_asked_once_and_another_for_itself(memo, engine):
    answers = [memo.search(QUERY), memo.search(QUERY)]
    other = memo.search(SearchQuery(today=2, text="mật ong"))

    assert [answer.ids for answer in answers] == [(1,), (1,)]
    assert other.ids == (2,)
    assert len(engine.queries) == 2


def test_those_who_ask_meanwhile_wait_for_the_one_answer(memo, engine):
    engine.gate.clear()
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(memo.search, QUERY)
        assert engine.asking.wait(10)
        others = waiting(pool, memo, 5)
        time.sleep(0.05)
        assert not any(other.done() for other in others)
        engine.gate.set()

        assert {flight.result(10).ids for flight in (first, *others)} == {(1,)}

    assert len(engine.queries) == 1


def test_an_answer_is_forgotten_in_time_counted_from_its_question(engine):
    memo = MemoEngine(engine, lifetime=0.1)
    engine.gate.clear()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(memo.search, QUERY)
        assert engine.asking.wait(10)
        time.sleep(0.12)
        engine.gate.set()

        assert slow.result(10).ids == (1,)
        assert memo.search(QUERY).ids == (2,)


def test_a_failure_is_told_to_all_who_wait_and_remembered_for_nobody(memo, engine):
    engine.failure = SearchUnavailable("away")
    engine.gate.clear()
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(memo.search, QUERY)
        assert engine.asking.wait(10)
        others = waiting(pool, memo, 3)
        time.sleep(0.05)
        engine.gate.set()
        for flight in (first, *others):
            with pytest.raises(SearchUnavailable):
                flight.result(10)
    engine.failure = None

    assert memo.search(QUERY).total == len(engine.queries)


@pytest.mark.parametrize(
    "write",
    [
        lambda memo: memo.put([]),
        lambda memo: memo.rebuild([]),
        lambda memo: memo.remove(["product:1"]),  # which fails
    ],
)
def test_a_write_forgets_every_answer_even_when_it_fails(memo, write):
    memo.search(QUERY)

    with suppress(SearchUnavailable):
        write(memo)

    assert memo.search(QUERY).ids == (2,)


def test_a_write_forgets_the_question_that_is_on_its_way(memo, engine):
    engine.gate.clear()
    with ThreadPoolExecutor(1) as pool:
        before = pool.submit(memo.search, QUERY)
        assert engine.asking.wait(10)
        memo.put([])
        engine.gate.set()

        assert before.result(10).ids == (1,)
        assert memo.search(QUERY).ids == (2,)


def test_it_remembers_so_many_answers_and_no_more(engine):
    memo = MemoEngine(engine, lifetime=30, most=3)
    for page in range(1, 5):
        memo.search(SearchQuery(today=1, page=page))

    memo.search(SearchQuery(today=1, page=4))
    assert len(engine.queries) == 4
    memo.search(SearchQuery(today=1, page=1))
    assert len(engine.queries) == 5


def test_suggestions_are_texts_and_not_remembered(memo, engine):
    memo.suggest("mậ")
    memo.suggest("mậ")

    assert engine.queries == ["mậ", "mậ"]
