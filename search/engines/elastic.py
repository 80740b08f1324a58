"""Elasticsearch adapter, for more than one machine: a server that is hosted or our own.

The only module that imports its client; none of the client's errors leaves here.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import streaming_bulk

from search.columns import columns
from search.engine import (
    Document,
    Facets,
    IndexForeign,
    IndexMissing,
    IndexStatus,
    Kind,
    Origin,
    Progress,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
    Suggestion,
    no_origin,
)
from search.engines.elastic_body import (
    FACETS,
    Body,
    columns_of,
    existence_body,
    frequency_body,
    mapping,
    request_body,
    settings,
    suggestion_body,
)
from search.engines.naming import family, is_foreign, new_name
from search.language.analysis import Word
from search.query.interpretation import WordSet, interpretations
from search.query.nodes import Node
from search.query.plan import PlanResult, QueryPlan, after_changes, plan_for
from search.query.searching import search_with
from search.query.segments import Vocabulary
from search.query.suggesting import suggest_with
from search.query.words import as_typed

REQUEST_TIMEOUT = 0.9  # seconds for one request of a visitor: connecting may take as long again
TIME_BUDGET = 1.2  # seconds for all interpretations of one search
BREAK = 2.0  # seconds for which the circuit breaker stays open: the server is not asked again
_WRITE_TIMEOUT = 30.0
_BATCH = 500
_LEFT_BEHIND = timedelta(
    hours=1
)  # an index this old that no alias names was left by a killed rebuild


class ElasticEngine:
    """See `SearchEngine`. The live index is the one an alias names; swapping is one call."""

    def __init__(
        self,
        url: str,
        *,
        prefix: str = "cho-sao",
        vocabulary: Vocabulary | None = None,
        origin: Origin = no_origin,
    ) -> None:
        self._vocabulary = vocabulary or Vocabulary.of({}, {})
        self._client = Elasticsearch(url, max_retries=0, retry_on_timeout=False)
        self.prefix = prefix
        self._origin = origin
        self._open_until = 0.0

    @property
    def _alias(self) -> str:
        """An alias for each database: a search never meets another one's index."""
        return f"{self.prefix}-{family(self._origin())}"

    def search(self, query: SearchQuery) -> SearchResult:
        return search_with(
            _TimedRequests(self._request), query, self._vocabulary, changed_by=query.today
        )

    def suggest(self, text: str, *, limit: int = 8) -> list[Suggestion]:
        return suggest_with(_TimedRequests(self._request).suggestions, text, limit)

    def put(self, documents: Iterable[Document]) -> None:
        self._bulk(self._alias, _indexing(documents))

    def remove(self, keys: Iterable[str]) -> None:
        self._bulk(self._alias, ({"_op_type": "delete", "_id": key} for key in keys))

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        progress: Progress | None = None,
        take_over: bool = False,
    ) -> str:
        others = self._foreign()
        if others and not take_over:
            raise IndexForeign(f"the search index {others[0]} was made from another database")
        name = f"{self.prefix}-{new_name(self._origin(), datetime.now(UTC))}"
        with _translated():
            self._client.indices.create(index=name, mappings=mapping(), settings=settings())
        try:
            self._bulk(name, _indexing(documents), progress)
            self._warm(name)
            replaced = self._point_to(name)
        except BaseException:
            self._drop([name])
            raise
        self._drop([*others, *replaced, *self._left_behind()])
        return name

    def status(self) -> IndexStatus:
        try:
            with _translated():
                [name] = self._writer().indices.get_alias(name=self._alias)
                count = self._writer().count(index=self._alias)["count"]
                return IndexStatus("elasticsearch", name, count)
        except IndexMissing:
            for other in self._foreign():
                raise IndexForeign(
                    f"the search index {other} was made from another database"
                ) from None
            raise

    def versions(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        with _translated():  # what a broken write has left is seen by no search until then
            self._writer().indices.refresh(index=self._alias)
        body: dict[str, Any] = {
            "size": 5_000,
            "sort": [{"key": "asc"}],
            "docvalue_fields": ["key", "version"],
            "stored_fields": "_none_",
        }
        if keys is not None:
            body["query"] = {"terms": {"key": list(keys)}}
        while True:
            with _translated():
                hits = self._writer().search(index=self._alias, body=body)["hits"]["hits"]
            for hit in hits:
                held = columns_of(hit)
                yield held["key"], held["version"]
            if not hits:
                return
            body["search_after"] = hits[-1]["sort"]

    def _request(self, method: str, timeout: float, **request: object) -> Any:  # noqa: ANN401 (JSON)
        """A visitor's request, behind a circuit breaker that a silence opens for a while."""
        if time.monotonic() < self._open_until:
            raise SearchUnavailable("the search server did not answer a moment ago")
        client = self._client.options(request_timeout=timeout)
        try:
            with _translated():
                return getattr(client, method)(index=self._alias, **request)
        except SearchUnavailable as error:
            if isinstance(error.__cause__, TransportError):
                self._open_until = time.monotonic() + BREAK
            raise

    def _bulk(self, index: str, actions: Iterable[Body], progress: Progress | None = None) -> None:
        with _translated():
            results = streaming_bulk(
                self._writer(),
                actions,
                chunk_size=_BATCH,
                raise_on_error=False,
                index=index,
                # A write to an alias that is gone must not create an index of guessed columns.
                require_alias=index == self._alias,
            )
            for done, (is_done, result) in enumerate(results, 1):
                if not is_done:
                    _raise_failure(result)
                if progress and done % _BATCH == 0:
                    progress(done)
            self._writer().indices.refresh(index=index)

    def _warm(self, name: str) -> None:
        """The first search of a fresh server takes seconds: better here than before a visitor."""
        query = SearchQuery(today=0, text="mật ong")
        for interpretation in (None, *interpretations(query.text, self._vocabulary)):
            plan = plan_for(query, interpretation, self._vocabulary, changed_by=0)
            body = request_body(plan, milliseconds=10_000)
            with _translated():
                self._writer().search(index=name, body=body)

    def _point_to(self, name: str) -> list[str]:
        """Swap the alias in one step; returns the indices it named before."""
        with _translated():
            named = self._writer().indices.get_alias(index=f"{self._alias}-*")
            before = [old for old, held in named.items() if self._alias in held["aliases"]]
            actions: list[Mapping[str, Any]] = [{"add": {"index": name, "alias": self._alias}}]
            actions += [{"remove": {"index": old, "alias": self._alias}} for old in before]
            self._writer().indices.update_aliases(actions=actions)
        return before

    def _foreign(self) -> list[str]:
        """Live indices that were made from other databases."""
        with _translated():
            named = self._writer().indices.get_alias(index=f"{self.prefix}-v*")
        live = (name for name, held in named.items() if held["aliases"])
        origin = self._origin()
        return sorted(n for n in live if is_foreign(n.removeprefix(f"{self.prefix}-"), origin))

    def _left_behind(self) -> list[str]:
        oldest = datetime.now(UTC) - _LEFT_BEHIND
        with _translated():
            named = self._writer().indices.get_alias(index=f"{self._alias}-*")
        old = f"{self.prefix}-{new_name(self._origin(), oldest)}"
        return [name for name, held in named.items() if not held["aliases"] and name < old]

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            # Already swapped: an old index that stays a while longer harms nobody.
            with suppress(SearchUnavailable), _translated():
                self._writer().indices.delete(index=name)

    def _writer(self) -> Elasticsearch:
        return self._client.options(request_timeout=_WRITE_TIMEOUT)


class _TimedRequests:
    """The requests of one visitor, who waits no longer than TIME_BUDGET for all of them."""

    def __init__(self, request: Callable[..., Any]) -> None:
        self._request = request
        self._deadline = time.monotonic() + TIME_BUDGET

    def run(self, plan: QueryPlan) -> PlanResult:
        timeout = self._timeout()
        body = request_body(plan, milliseconds=int(timeout * 1000))
        answer = self._request("search", timeout, body=body, allow_partial_search_results=False)
        return _plan_result(answer)

    def first_matching(self, plans: Sequence[QueryPlan]) -> int | None:
        matched = self._exists([plan.unscored for plan in plans])
        return next((place for place, matches in enumerate(matched) if matches), None)

    def known(self, words: Collection[Word]) -> WordSet:
        listed = list(words)
        stands = self._exists([as_typed(word) for word in listed])
        return frozenset(word for word, is_known in zip(listed, stands, strict=True) if is_known)

    def frequencies(self, nodes: Sequence[Node]) -> Sequence[int]:
        answers = self._several(partial(frequency_body, node) for node in nodes)
        return [answer["hits"]["total"]["value"] for answer in answers]

    def suggestions(
        self, queries: Mapping[Kind, Node], limit: int
    ) -> Mapping[Kind, list[Suggestion]]:
        answers = self._several(
            partial(suggestion_body, node, limit=2 * limit) for node in queries.values()
        )
        return {kind: _suggestions(kind, a) for kind, a in zip(queries, answers, strict=True)}

    def _exists(self, nodes: Iterable[Node]) -> list[bool]:
        answers = self._several(partial(existence_body, node) for node in nodes)
        return [answer["hits"]["total"]["value"] > 0 for answer in answers]

    def _several(self, bodies: Iterable[Callable[..., Body]]) -> list[Mapping[str, Any]]:
        """Several searches in one round trip."""
        timeout = self._timeout()
        searches: list[Mapping[str, Any]] = []
        for body in bodies:
            searches += [{}, body(milliseconds=int(timeout * 1000))]
        if not searches:
            return []
        answers = self._request("msearch", timeout, searches=searches)["responses"]
        for answer in answers:
            _raise_error(answer)
        return list(answers)

    def _timeout(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise SearchUnavailable("the search server is too slow")
        return min(REQUEST_TIMEOUT, left)


def _plan_result(answer: Mapping[str, Any]) -> PlanResult:
    hits = [columns_of(hit) for hit in answer["hits"]["hits"]]
    facets = answer["aggregations"]
    written = {name: _buckets(facets[name]["written"]) for name in FACETS}
    changed = facets["status"]["changed"]
    outdated, became = _buckets(changed["status"]), _buckets(changed["next_status"])
    return PlanResult(
        ids=tuple(hit["id"] for hit in hits),
        total=answer["hits"]["total"]["value"],
        matched=facets["matched"]["doc_count"],
        facets=Facets(
            written["group"],
            written["province"],
            after_changes(written["status"], outdated, became),
        ),
        names=tuple(hit.get("names", "") for hit in hits),
    )


def _raise_error(answer: Mapping[str, Any]) -> None:
    """Of one search among several, which fails by itself."""
    if "error" in answer:
        missing = answer.get("status") == HTTPStatus.NOT_FOUND
        raise (IndexMissing if missing else SearchUnavailable)(str(answer["error"])[:500])
    if answer.get("timed_out"):
        raise SearchUnavailable("the search server is too slow")


def _suggestions(kind: Kind, answer: Mapping[str, Any]) -> list[Suggestion]:
    shown = (columns_of(hit) for hit in answer["hits"]["hits"])
    return [Suggestion(kind, row["id"], row["label"], row.get("url_key", "")) for row in shown]


def _buckets(aggregation: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}


def _indexing(documents: Iterable[Document]) -> Iterator[Body]:
    """Let the server refuse what it carries out late: a write given up for lost may still arrive.

    Writers take turns, so the moment at which one began tells whose state is the newer one.
    """
    began = {"version": time.time_ns(), "version_type": "external_gte"}
    for document in documents:
        # Apart from its address: the client takes a column called "version" for that one.
        yield {"_id": document.key, "_source": columns(document), **began}


def _raise_failure(result: Mapping[str, Any]) -> None:
    """Removing what is not there is no error, nor coming too late; everything else is."""
    [(action, outcome)] = result.items()
    if "error" not in outcome or outcome["status"] == HTTPStatus.CONFLICT:
        return
    if outcome["status"] == HTTPStatus.NOT_FOUND:
        raise IndexMissing("no search index has been built on this server")
    raise SearchUnavailable(f"{action}: {str(outcome['error'])[:500]}")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise IndexMissing("no search index has been built on this server") from error
    except (ApiError, TransportError) as error:
        raise SearchUnavailable(str(error)[:500]) from error
