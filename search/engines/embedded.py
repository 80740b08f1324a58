"""The search engine that needs no server: tantivy, a folder with one writer and many readers.

Only this module and `embedded_query` import tantivy; none of its errors leaves here.
"""

import fcntl
import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from search.columns import WEIGHTS, columns
from search.engine import (
    Document,
    Facets,
    IndexCorrupt,
    IndexLocked,
    IndexMissing,
    Kind,
    Progress,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
    Status,
    Suggestion,
)
from search.engines.embedded_query import SCHEMA, both, but, narrowed, translate, without_score
from search.engines.folders import IndexFolders
from search.language.analysis import Word
from search.query.interpretation import Words
from search.query.nodes import Between, Node
from search.query.plan import Found, Plan, after_changes
from search.query.searching import search_with
from search.query.segments import StatusPhrases, Vocabulary
from search.query.suggesting import suggest_with
from search.query.words import as_typed

LOOK_AGAIN_AFTER = 0.3  # seconds; how late a reader may learn of another process's commit
LOCK_PATIENCE = 3.0  # seconds a write waits for another one to end
_SWAPS_MET = 5  # more rebuilds than that do not end while one search begins
_HEAP = 64_000_000
_BATCH = 1_000
_ALL_VALUES = 1_000  # more than any facet has values: counts are never cut


class EmbeddedEngine:
    """See `SearchEngine`. Threads share reads; each write opens the writer and closes it."""

    def __init__(self, folder: Path, *, status_phrases: StatusPhrases | None = None) -> None:
        self._vocabulary = Vocabulary.of(status_phrases or {})
        self._root = folder
        self._folders = IndexFolders(folder)
        self._reader: _Reader | None = None
        self._opening = threading.Lock()

    def search(self, query: SearchQuery) -> SearchResult:
        with _translated():
            reader = self._current()
            changed_by = query.today if reader.has_changes_by(query.today) else None
            return search_with(reader, query, self._vocabulary, changed_by=changed_by)

    def suggest(self, text: str, *, limit: int = 8) -> list[Suggestion]:
        with _translated():
            return suggest_with(self._current().suggestions, text, limit)

    def put(self, documents: Iterable[Document]) -> None:
        with self._writing() as writer:
            for document in documents:
                _replace(writer, document)

    def remove(self, keys: Iterable[str]) -> None:
        with self._writing() as writer:
            for key in keys:
                writer.delete_documents_by_term("key", key)

    def rebuild(self, documents: Iterable[Document], *, progress: Progress | None = None) -> str:
        with self._rebuilding(), self._folders.replacement() as folder:
            with _translated():
                index = tantivy.Index(SCHEMA, str(folder))
            with _writer_of(index) as writer:
                for done, document in enumerate(documents, 1):
                    _add(writer, document)
                    if progress and done % _BATCH == 0:
                        progress(done)
        with _translated():
            self._current(at_once=True)  # this process sees the new index at once, others soon
        return folder.name

    def status(self) -> Status:
        with _translated():
            reader = self._current(at_once=True)
            return Status("embedded", reader.folder.name, reader.searcher.num_docs)

    def versions(self) -> Iterator[tuple[str, str]]:
        with _translated():
            searcher = self._current(at_once=True).searcher
            hits = searcher.search(Query.all_query(), max(1, searcher.num_docs), count=False).hits
        for _, address in hits:
            with _translated():
                held = searcher.doc(address)
                yield held["key"][0], held["version"][0]

    def _current(self, *, at_once: bool = False) -> "_Reader":
        """The reader of the live folder; opened anew when the pointer moved or after a fork."""
        reader = self._reader
        if (
            reader
            and reader.pid == os.getpid()
            and not at_once
            and time.monotonic() < reader.look_again_at
        ):
            return reader
        with self._opening:
            for _ in range(_SWAPS_MET - 1):
                # A rebuild may swap and drop the folder just looked up: the pointer is read again.
                with suppress(ValueError, OSError, IndexMissing):
                    return self._opened(self._folders.live())
            return self._opened(self._folders.live())

    def _opened(self, folder: Path) -> "_Reader":
        if self._reader is None or (self._reader.folder, self._reader.pid) != (folder, os.getpid()):
            self._reader = _Reader(folder)
        self._reader.reload()
        return self._reader

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        with _translated():
            index = tantivy.Index.open(str(self._folders.live()))
        with _writer_of(index) as writer:
            yield writer
        with _translated():
            self._current(at_once=True)

    @contextmanager
    def _rebuilding(self) -> Iterator[None]:
        """One rebuild at a time: a second one would drop the folder of the first."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / "rebuild.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexLocked("the search index is being rebuilt already") from error
            yield


@dataclass
class _Reader:
    """An open index folder. Knows how to run plans against the state it last loaded."""

    folder: Path
    pid: int = field(default_factory=os.getpid)
    look_again_at: float = 0.0

    def __post_init__(self) -> None:
        self._index = tantivy.Index.open(str(self.folder))
        self._index.config_reader("manual")
        self.reload()

    def reload(self) -> None:
        self._index.reload()
        self.searcher = self._index.searcher()
        self.look_again_at = time.monotonic() + LOOK_AGAIN_AFTER
        self._changes: dict[int, bool] = {}

    def has_changes_by(self, day: int) -> bool:
        """Whether a status changed since it was written: mostly none, so queries are simpler."""
        if day not in self._changes:
            due = translate(Between("change_on", None, day))
            self._changes[day] = self._count(due) > 0
        return self._changes[day]

    def run(self, plan: Plan) -> Found:
        filters = {name: without_score(node) for name, node in plan.filters.items()}
        bare = translate(plan.bare)
        total, page = self._page(plan, bare, filters)
        return Found(
            ids=tuple(self._numbers("id", page)),
            total=total,
            matched=total or self._count(bare),
            facets=self._facets(plan, bare, filters),
            vocabulary=tuple(self._text(a, "vocabulary") for a in page) if plan.wants_words else (),
        )

    def first_matching(self, plans: Sequence[Plan]) -> int | None:
        return next((i for i, p in enumerate(plans) if self._count(translate(p.bare))), None)

    def known(self, words: Collection[Word]) -> Words:
        return frozenset(word for word in words if self._count(translate(as_typed(word))))

    def suggestions(
        self, wanted: Mapping[Kind, Node], limit: int
    ) -> Mapping[Kind, Iterable[Suggestion]]:
        return {kind: self._suggestions(kind, node, limit) for kind, node in wanted.items()}

    def _suggestions(self, kind: Kind, node: Node, limit: int) -> Iterator[Suggestion]:
        _, page = self._by_score(translate(node), 0, 2 * limit, None)  # some may bear the same name
        for identity, address in zip(self._numbers("id", page), page, strict=True):
            shown = self.searcher.doc(address)
            text, url_key = shown.get_first("label"), shown.get_first("url_key")
            yield Suggestion(kind, identity, str(text), str(url_key or ""))

    def _page(self, plan: Plan, bare: Query, filters: Mapping[str, Query]) -> "_Page":
        if not plan.limit:
            return self._count(narrowed(bare, filters.values())), []
        if plan.order:
            return self._by_column(narrowed(bare, filters.values()), plan, *plan.order)
        if plan.is_browsing:
            return self._by_rank(narrowed(bare, filters.values()), plan)
        query = narrowed(translate(plan.match), filters.values(), plan.lifts)
        return self._by_score(query, plan.offset, plan.limit, plan.today)

    def _by_column(self, query: Query, plan: Plan, column: str, descends: bool) -> "_Page":  # noqa: FBT001
        order = tantivy.Order.Desc if descends else tantivy.Order.Asc
        found = self.searcher.search(
            query, plan.limit, offset=plan.offset, order_by_field=column, order=order
        )
        return _count_of(found), [address for _, address in found.hits]

    def _by_rank(self, query: Query, plan: Plan) -> "_Page":
        """In force first. What has changed since it was written is ranked by what it became."""
        if not self.has_changes_by(plan.today):
            return self._by_column(query, plan, "rank", descends=True)
        changed = translate(Between("change_on", None, plan.today))
        end = plan.offset + plan.limit
        branches = (
            self.searcher.search(but(query, changed), end, order_by_field="rank"),
            self.searcher.search(both(query, changed), end, order_by_field="next_rank"),
        )
        hits = sorted(
            (h for branch in branches for h in branch.hits), key=itemgetter(0), reverse=True
        )
        return sum(map(_count_of, branches)), [address for _, address in hits[plan.offset : end]]

    def _by_score(self, query: Query, offset: int, limit: int, today: int | None) -> "_Page":
        """Best first, the newest among equals; what has changed weighs what it became."""
        end = offset + limit
        if today is None or not self.has_changes_by(today):
            count, hits = self._best(query, end, "weight")
        else:
            changed = Query.const_score_query(translate(Between("change_on", None, today)), 0.0)
            count, hits = self._best(but(query, changed), end, "weight")
            more, others = self._best(both(query, changed), end, "next_weight")
            count, hits = count + more, hits + others
        newest = self._numbers("newest_order", [address for _, address in hits])
        ranked = sorted(
            (-score, -new, at)
            for at, ((score, _), new) in enumerate(zip(hits, newest, strict=True))
        )
        return count, [hits[at][1] for _, _, at in ranked[offset:end]]

    def _best(self, query: Query, end: int, weight: str) -> "_Hits":
        """The hits up to `end` and everything that ties with the last of them."""
        fetch = 2 * end
        while True:
            found = self.searcher.search(query, fetch, weight_by_field=weight)
            hits = found.hits
            if len(hits) < fetch or hits[end - 1][0] > hits[-1][0]:
                return _count_of(found), hits
            fetch *= 4

    def _facets(self, plan: Plan, bare: Query, filters: Mapping[str, Query]) -> Facets:
        """One pass for all facets without a filter of their own, one more for each that has one."""
        free = [name for name in _FACETS if name not in filters]
        found = self._aggregated(narrowed(bare, filters.values()), free, plan.today) if free else {}
        for name in _FACETS:
            if name in filters:
                others = (query for facet, query in filters.items() if facet != name)
                found |= self._aggregated(narrowed(bare, others), [name], plan.today)
        return Facets(**found)

    def _aggregated(
        self, query: Query, names: list[str], today: int
    ) -> dict[str, Mapping[str, int]]:
        has_changes = "status" in names and self.has_changes_by(today)
        asked: dict[str, object] = {name: _terms(name) for name in names}
        if has_changes:
            asked["changed"] = {
                "filter": f"change_on:[* TO {today}]",
                "aggs": {name: _terms(name) for name in ("status", "next_status")},
            }
        answer = self.searcher.aggregate(query, asked)
        found: dict[str, Mapping[str, int]] = {name: _buckets(answer[name]) for name in names}
        if has_changes:
            changed = answer["changed"]
            found["status"] = after_changes(
                found["status"], _buckets(changed["status"]), _buckets(changed["next_status"])
            )
        return found

    def _count(self, query: Query) -> int:
        return _count_of(self.searcher.search(query, 1))

    def _numbers(self, column: str, page: list[tantivy.DocAddress]) -> list[int]:
        found = self.searcher.fast_field_values(column, page) if page else []
        return [int(number) for number in found if number is not None]

    def _text(self, address: tantivy.DocAddress, column: str) -> str:
        return str(self.searcher.doc(address).get_first(column) or "")


_Page = tuple[int, list[tantivy.DocAddress]]
_Hits = tuple[int, list[tuple[Any, tantivy.DocAddress]]]
_FACETS = ("group", "province", "status")


def _count_of(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # there, and missing in the stubs


def _terms(column: str) -> dict[str, object]:
    return {"terms": {"field": column, "size": _ALL_VALUES}}


def _buckets(aggregation: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}


def _stored(document: Document) -> tantivy.Document:
    row = columns(document)
    # The engine multiplies a score by log2(2 + column); such a column makes that the weight itself.
    for name in WEIGHTS:
        row[name] = 2 ** float(row[name]) - 2
    return tantivy.Document(**row)


def _add(writer: tantivy.IndexWriter, document: Document) -> None:
    row = _stored(document)
    with _translated():
        writer.add_document(row)


def _replace(writer: tantivy.IndexWriter, document: Document) -> None:
    writer.delete_documents_by_term("key", document.key)
    _add(writer, document)


@contextmanager
def _writer_of(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """Commits what was written, or nothing; the lock is free afterwards in either case."""
    writer = _patient_writer(index)
    try:
        yield writer
        with _translated():
            writer.commit()
    finally:
        with _translated():
            writer.wait_merging_threads()


def _patient_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """The one writer of a folder. Raises IndexLocked when another holds it for long."""
    give_up_at = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            with _translated():
                return index.writer(_HEAP, 1)
        except IndexLocked:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.05)


@contextmanager
def _translated() -> Iterator[None]:
    """Let no error of the engine leave this module, not even a panic, which is no Exception."""
    try:
        yield
    except SearchUnavailable:
        raise
    except (ValueError, OSError, RuntimeError) as error:
        if "LockBusy" in str(error) or "Lockfile" in str(error):
            raise IndexLocked("another process writes the search index") from error
        raise IndexCorrupt("the search index cannot be read") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise IndexCorrupt("the search index cannot be read") from error
        raise
