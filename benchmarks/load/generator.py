"""Load generator: a closed loop for the highest rate, an open loop for latency at a given rate.

The open loop has no coordinated omission: every request has a moment at which it is due, whatever
became of those before it, and its latency counts from there. One thread over bare sockets, because
it shares the cores with what it measures.
"""

import select
import socket
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Self
from urllib.parse import urlsplit

CONNECTIONS = 32
TIMEOUT = 30  # seconds without any answer
_SIZE = 1 << 18
_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass(frozen=True)
class Load:
    """One round: answers, and latencies in milliseconds from the moment each was due."""

    seconds: float
    latencies: Sequence[float]  # sorted

    @property
    def answers(self) -> int:
        return len(self.latencies)

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds

    def percentile(self, share: float) -> float:
        return self.latencies[min(int(share * self.answers), self.answers - 1)]


def closed_loop(server: str, paths: Sequence[str], seconds: float) -> Load:
    """Every connection asks again as soon as it is answered. Raises RuntimeError, not only 200s."""
    with _Sockets(server, paths) as sockets:
        started = time.perf_counter()
        while time.perf_counter() < started + seconds:
            while sockets.idle:
                sockets.ask(time.perf_counter())
            sockets.read(1)
        sockets.drain()
        return Load(time.perf_counter() - started, sorted(sockets.latencies))


def ask_once(server: str, paths: Sequence[str]) -> None:
    """Every address once, as fast as they are answered. Raises RuntimeError, not only 200s."""
    with _Sockets(server, paths) as sockets:
        sent = 0
        while sent < len(paths):
            while sockets.idle and sent < len(paths):
                sockets.ask(time.perf_counter())
                sent += 1
            sockets.read(1)
        sockets.drain()


def open_loop(server: str, paths: Sequence[str], rate: float, seconds: float) -> Load:
    """`rate` requests a second, evenly. Raises RuntimeError when an answer is not 200."""
    with _Sockets(server, paths) as sockets:
        started = time.perf_counter()
        due = deque(started + number / rate for number in range(int(rate * seconds)))
        while due:
            while due and sockets.idle and due[0] <= time.perf_counter():
                sockets.ask(due.popleft())
            sockets.read(max(0.0, due[0] - time.perf_counter()) if due and sockets.idle else 1)
        sockets.drain()
        return Load(time.perf_counter() - started, sorted(sockets.latencies))


class _Sockets:
    """Connections, each with at most one request under way."""

    def __init__(self, server: str, paths: Sequence[str]) -> None:
        parts = urlsplit(server)
        self._requests: Iterator[bytes] = cycle([_request(parts.netloc, path) for path in paths])
        self.idle = [
            socket.create_connection((parts.hostname or "", parts.port or 80), timeout=TIMEOUT)
            for _ in range(CONNECTIONS)
        ]
        self._due: dict[socket.socket, float] = {}
        self._parts: dict[socket.socket, bytes] = {}
        self.latencies: list[float] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in (*self.idle, *self._due):
            connection.close()

    def ask(self, due: float) -> None:
        connection = self.idle.pop(0)  # the one that has rested longest: all workers are used
        connection.sendall(next(self._requests))
        self._due[connection] = due

    def read(self, patience: float) -> None:
        """Take what has come in; waits so many seconds when nothing has."""
        ready, _, _ = select.select(list(self._due), [], [], patience)
        for connection in ready:
            self._parts[connection] = self._parts.get(connection, b"") + connection.recv(_SIZE)
            if _is_whole(self._parts[connection]):
                self.latencies.append((time.perf_counter() - self._due.pop(connection)) * 1e3)
                del self._parts[connection]
                self.idle.append(connection)

    def drain(self) -> None:
        until = time.perf_counter() + TIMEOUT
        while self._due:
            self.read(1)
            if time.perf_counter() > until:
                raise RuntimeError(f"{len(self._due)} requests were not answered")


def _request(host: str, path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: benchmark\r\n"
        "Accept-Encoding: br, gzip\r\n\r\n"
    ).encode()


def _is_whole(received: bytes) -> bool:
    head, separator, body = received.partition(_END)
    if not separator:
        if not received:
            raise RuntimeError("the server closed a connection")
        return False
    if b" 200 " not in head[:16]:
        raise RuntimeError(head.partition(b"\r\n")[0].decode())
    start = head.lower().index(_LENGTH) + len(_LENGTH)
    return len(body) >= int(head[start:].partition(b"\r\n")[0])
