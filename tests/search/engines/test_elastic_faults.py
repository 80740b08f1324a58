"""A search server that is away, silent or wrong costs a visitor little time and no error page."""

import socket
import threading
import time

import pytest

from search.engine import Document, Kind, SearchQuery, SearchUnavailable
from search.engines import elastic
from search.engines.elastic import ElasticEngine


@pytest.fixture
def silent_server():
    """Accepts every connection and never answers."""
    kept = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: _accept_all(server, kept), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    for connection in kept:
        connection.close()


def _accept_all(server, kept):
    while True:
        try:
            kept.append(server.accept()[0])
        except OSError:
            return


@pytest.fixture
def wrong_server():
    """Answers everything with something that is not a search server."""
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\nhello"
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: _answer_all(server, answer), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def _answer_all(server, answer):
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.recv(65_536)
            connection.sendall(answer)


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def seconds_of(use):
    began = time.monotonic()
    with pytest.raises(SearchUnavailable):
        use()
    return time.monotonic() - began


QUERY = SearchQuery(text="mật ong", today=1)


def test_a_silent_server_costs_a_visitor_less_than_a_second_and_a_half(silent_server):
    assert seconds_of(lambda: ElasticEngine(silent_server).search(QUERY)) < 1.5
    assert seconds_of(lambda: ElasticEngine(silent_server).suggest("mậ")) < 1.5


def test_after_a_silence_the_next_visitors_do_not_wait(silent_server, monkeypatch):
    engine = ElasticEngine(silent_server)
    seconds_of(lambda: engine.search(QUERY))

    assert seconds_of(lambda: engine.search(QUERY)) < 0.1

    monkeypatch.setattr(elastic, "REQUEST_TIMEOUT", 0.2)
    engine._open_until = 0.0
    assert 0.1 < seconds_of(lambda: engine.search(QUERY)) < 1.5


def test_a_server_that_is_away_is_noticed_at_once():
    engine = ElasticEngine(closed_port())
    product = Document(kind=Kind.PRODUCT, id=1, version="1", name="Trà")

    assert seconds_of(lambda: engine.search(QUERY)) < 0.5
    assert seconds_of(lambda: engine.put([product])) < 0.5
    assert seconds_of(lambda: engine.rebuild([product])) < 0.5
    assert seconds_of(engine.status) < 0.5


def test_a_server_of_another_kind_is_as_good_as_none(wrong_server):
    seconds_of(lambda: ElasticEngine(wrong_server).search(QUERY))
