"""Slow senders, slow readers and hung processes cost nobody else a page."""

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.faults.conftest import SILENT_SECONDS, answering, status_of, wait_until

pytestmark = pytest.mark.faults

QUICK = ("/healthz", "/static/favicon.svg", "/tra-cuu")
BODY = b"ly_do=none&noi=" + b"a" * 85
PIECES = [BODY[start : start + 10] for start in range(0, len(BODY), 10)]


@pytest.fixture
def open_connections():
    with ExitStack() as stack:
        yield stack.enter_context


def test_two_hundred_senders_of_unknown_length_are_refused_at_once(server, open_connections):
    senders = [
        open_connections(server.send("Transfer-Encoding: chunked", body=b"5\r\nhello\r\n"))
        for _ in range(200)
    ]

    assert [server.get(path) for path in QUICK] == [200, 200, 200]
    assert {status_of(sender) for sender in senders} == {411}


def test_beside_two_hundred_silent_ones_pages_are_quick_and_slow_phones_served(
    server, open_connections
):
    began = time.monotonic()
    silent = [
        open_connections(server.send("Content-Length: 100", body=b"ly_do")) for _ in range(200)
    ]

    def send_slowly(_):
        with server.send(f"Content-Length: {len(BODY)}") as phone:
            for piece in PIECES:
                phone.sendall(piece)
                time.sleep(0.1)
            return status_of(phone)

    with ThreadPoolExecutor(50) as pool:
        phones = pool.map(send_slowly, range(50))
        assert [server.get(path) for path in QUICK] == [200, 200, 200]
        assert set(phones) == {422}  # read, and found to name no code

    assert {status_of(sender) for sender in silent} == {408}
    assert {sender.recv(1) for sender in silent} == {b""}
    assert time.monotonic() - began < SILENT_SECONDS + 20


def test_who_does_not_read_holds_up_nobody(server, open_connections):
    ask = b"GET /tra-cuu HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20
    for _ in range(100):
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        reader.connect(("127.0.0.1", server.port))
        open_connections(reader).sendall(ask)

    assert [server.get(path, timeout=20) for path in QUICK] == [200, 200, 200]


def test_a_process_that_hangs_is_replaced(server):
    wait_until(lambda: len(answering(server)) == 2)
    halted = min(server.workers())

    os.kill(halted, signal.SIGSTOP)

    wait_until(lambda: halted not in server.workers() and len(answering(server)) == 2)
    assert [server.get("/healthz") for _ in range(20)] == [200] * 20
