"""The index folder under kill -9, damage, locks, and readers in other processes."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from search.engine import Document, IndexCorrupt, IndexLocked, IndexMissing, Kind, SearchQuery
from search.engines import embedded, embedded_reader
from search.engines.embedded import EmbeddedEngine

WRITER = """
import sys
from pathlib import Path
from search.engines.embedded import EmbeddedEngine
from search.engine import Document, Kind
engine = EmbeddedEngine(Path(sys.argv[1]))
def documents():
    for number in range(1, 10**9):
        if number == 2000:
            print("writing", flush=True)
        yield Document(kind=Kind.PRODUCT, id=number, version="1", name="Trà mới")
getattr(engine, sys.argv[2])(documents())
"""


def product(number, name="Trà") -> Document:
    return Document(kind=Kind.PRODUCT, id=number, version="1", name=name)


@pytest.fixture
def engine(tmp_path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "search")
    engine.rebuild([product(1), product(2)])
    return engine


def total(engine, text="trà"):
    return engine.search(SearchQuery(text=text, today=1)).total


@pytest.mark.parametrize("method", ["put", "rebuild"])
def test_a_writer_killed_midway_changes_nothing_and_blocks_nobody(engine, tmp_path, method):
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", WRITER, str(tmp_path / "search"), method]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)

    assert total(engine) == 2
    engine.put([product(3)])
    assert total(EmbeddedEngine(tmp_path / "search")) == 3
    engine.rebuild([product(1)])
    assert len(list((tmp_path / "search").glob("v*"))) == 1


def test_a_second_writer_waits_and_then_says_that_it_is_locked(engine, monkeypatch):
    monkeypatch.setattr(embedded, "LOCK_TIMEOUT", 0.2)

    def documents():
        yield product(3)
        with pytest.raises(IndexLocked):
            engine.put([product(4)])

    engine.put(documents())

    assert total(engine) == 3


def test_a_second_rebuild_is_refused(engine):
    def documents():
        with pytest.raises(IndexLocked):
            engine.rebuild([])
        yield product(7)

    engine.rebuild(documents())

    assert total(engine) == 1


@pytest.mark.parametrize("damaged", ["meta.json", "*.term", "*.store", "*.fast"])
def test_a_damaged_folder_says_so_and_a_rebuild_heals(engine, tmp_path, damaged):
    live = (tmp_path / "search" / "current").resolve()
    for path in live.glob(damaged):
        path.unlink()  # another file: to cut short what `engine` has mapped would end this process
        path.write_bytes(b"garbage")
    fresh = EmbeddedEngine(tmp_path / "search")

    with pytest.raises(IndexCorrupt):
        total(fresh)
    with pytest.raises(IndexCorrupt):
        fresh.status()

    fresh.rebuild([product(1)])
    assert total(fresh) == 1


def test_a_folder_that_vanished_says_so_and_a_rebuild_heals(engine, tmp_path):
    shutil.rmtree(tmp_path / "search")

    with pytest.raises(IndexMissing):
        engine.put([product(3)])
    engine.rebuild([product(1)])

    assert total(engine) == 1


def test_an_index_of_another_format_counts_as_missing(engine, tmp_path, monkeypatch):
    monkeypatch.setattr("search.engines.naming.FORMAT", 999)

    with pytest.raises(IndexMissing):
        total(EmbeddedEngine(tmp_path / "search"))


def test_readers_never_meet_a_gap_while_indices_are_swapped(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_reader, "RELOAD_INTERVAL", 0.0)
    reader, seen, done = EmbeddedEngine(tmp_path / "search"), set(), threading.Event()

    def read():
        while not done.is_set():
            seen.add(total(reader))

    readers = threading.Thread(target=read)
    readers.start()
    for _ in range(10):
        engine.rebuild([product(1), product(2)])
    done.set()
    readers.join()

    assert seen == {2}


def test_another_process_sees_a_change_soon(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_reader, "RELOAD_INTERVAL", 0.0)
    reader = EmbeddedEngine(tmp_path / "search")
    before = total(reader)

    engine.put([product(3)])

    assert (before, total(reader)) == (2, 3)


def test_a_forked_process_opens_the_index_for_itself(engine):
    assert total(engine) == 2

    child = os.fork()
    if child == 0:
        os._exit(0 if total(engine) == 2 else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
