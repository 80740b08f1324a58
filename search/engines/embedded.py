"""tantivy adapter, the engine that needs no server: a folder with one writer and many readers.

Its reader and its query translation import tantivy, too; none of its errors leaves here.
"""

import fcntl
import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy
from tantivy import Query

from search.columns import WEIGHTS, columns
from search.engine import (
    Document,
    IndexCorrupt,
    IndexLocked,
    IndexMissing,
    IndexStatus,
    Origin,
    Progress,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
    Suggestion,
    no_origin,
)
from search.engines.embedded_query import SCHEMA, one_of
from search.engines.embedded_reader import FolderReader
from search.engines.folders import IndexFolders
from search.query.searching import search_with
from search.query.segments import Vocabulary
from search.query.suggesting import suggest_with

LOCK_TIMEOUT = 3.0  # seconds a write waits for another one to end
_SWAPS_MET = 5  # more rebuilds than that do not end while one search begins
_HEAP = 64_000_000
_BATCH = 1_000


class EmbeddedEngine:
    """See `SearchEngine`. Threads share reads; each write opens the writer and closes it."""

    def __init__(
        self,
        folder: Path,
        *,
        vocabulary: Vocabulary | None = None,
        origin: Origin = no_origin,
    ) -> None:
        self._vocabulary = vocabulary or Vocabulary.of({}, {})
        self._root = folder
        self._folders = IndexFolders(folder, origin)
        self._reader: FolderReader | None = None
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

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        progress: Progress | None = None,
        take_over: bool = False,
    ) -> str:
        if not take_over:
            self._folders.check_replaceable()
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

    def status(self) -> IndexStatus:
        with _translated():
            reader = self._current(at_once=True)
            return IndexStatus("embedded", reader.folder.name, reader.searcher.num_docs)

    def versions(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        with _translated():
            searcher = self._current(at_once=True).searcher
            selection = Query.all_query() if keys is None else one_of(keys)
            hits = searcher.search(selection, max(1, searcher.num_docs), count=False).hits
        for _, address in hits:
            with _translated():
                held = searcher.doc(address)
                yield held["key"][0], held["version"][0]

    def _current(self, *, at_once: bool = False) -> "FolderReader":
        """The reader of the live folder; opened anew when the pointer moved or after a fork."""
        reader = self._reader
        if (
            reader
            and reader.pid == os.getpid()
            and not at_once
            and time.monotonic() < reader.reload_at
        ):
            return reader
        with self._opening:
            for _ in range(_SWAPS_MET - 1):
                # A rebuild may swap and drop the folder just looked up: the pointer is read again.
                with suppress(ValueError, OSError, IndexMissing):
                    return self._opened(self._folders.live())
            return self._opened(self._folders.live())

    def _opened(self, folder: Path) -> "FolderReader":
        if self._reader is None or (self._reader.folder, self._reader.pid) != (folder, os.getpid()):
            self._reader = FolderReader(folder)
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
    writer = _locked_writer(index)
    try:
        yield writer
        with _translated():
            writer.commit()
    finally:
        with _translated():
            writer.wait_merging_threads()


def _locked_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """The one writer of a folder. Raises IndexLocked when another holds it for long."""
    give_up_at = time.monotonic() + LOCK_TIMEOUT
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
