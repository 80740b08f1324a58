"""Memo of engine answers: a TTL cache with single flight around any engine, itself an engine.

Among visitors who ask the same within half a second one asks the engine, the others wait for its
answer. That holds ids and counts only; what a card says still comes from the database.

What it earns, of CPU for a page of 10,000 products asked for again: 0.003 ms instead of 0.4 to 0.5
with tantivy, or 1.6 to 2.2 with Elasticsearch, without what the server takes.
"""

import threading
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future

from cachetools import TTLCache

from search.engine import (
    Document,
    IndexStatus,
    Progress,
    SearchEngine,
    SearchQuery,
    SearchResult,
    Suggestion,
)

MOST_ANSWERS = 1_024  # of some three kilobytes each


class MemoEngine:
    """See `SearchEngine`. An answer is as old as its question, so none outlives `lifetime`."""

    def __init__(self, engine: SearchEngine, *, lifetime: float, most: int = MOST_ANSWERS) -> None:
        self._engine = engine
        self._flights: TTLCache[SearchQuery, Future[SearchResult]] = TTLCache(most, lifetime)
        self._lock = threading.Lock()

    def search(self, query: SearchQuery) -> SearchResult:
        with self._lock:
            flight = self._flights.get(query)
            if flight is None:
                mine = self._flights[query] = Future()
        return flight.result() if flight else self._answer_for_all(query, mine)

    def suggest(self, text: str, *, limit: int = 8) -> list[Suggestion]:
        return self._engine.suggest(text, limit=limit)

    def put(self, documents: Iterable[Document]) -> None:
        try:
            self._engine.put(documents)
        finally:
            self._clear()

    def remove(self, keys: Iterable[str]) -> None:
        try:
            self._engine.remove(keys)
        finally:
            self._clear()

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        progress: Progress | None = None,
        take_over: bool = False,
    ) -> str:
        try:
            return self._engine.rebuild(documents, progress=progress, take_over=take_over)
        finally:
            self._clear()

    def status(self) -> IndexStatus:
        return self._engine.status()

    def versions(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        return self._engine.versions(keys)

    def _answer_for_all(self, query: SearchQuery, flight: "Future[SearchResult]") -> SearchResult:
        try:
            result = self._engine.search(query)
        except BaseException as error:
            self._forget(query, flight)  # those who wait fail alike, the next one asks again
            flight.set_exception(error)
            raise
        flight.set_result(result)
        return result

    def _forget(self, query: SearchQuery, flight: "Future[SearchResult]") -> None:
        with self._lock:
            if self._flights.get(query) is flight:
                del self._flights[query]

    def _clear(self) -> None:
        """Questions on their way are forgotten, too: their answers may be those of before."""
        with self._lock:
            self._flights.clear()
