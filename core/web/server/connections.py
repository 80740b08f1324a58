"""Idle timeout of connections: one on which nothing was sent for a while is closed.

It is the one deadline of a body, however slowly it comes: the server has none (granian 2.8 limits
the time for headers alone). Closing the side that reads ends a wait for a sender, whose request is
then answered as incomplete. Who does not read what was sent is cut off later. A long body that was
announced, and comes, has the time that a slow line needs. Linux tells how long nothing was sent;
other systems know no such timeout.
"""

import os
import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# A connection may have rested for HEADER_SECONDS before a request: a body has 20 seconds or more.
HEADER_SECONDS = 10
SILENT_SECONDS = 30
UNREAD_SECONDS = 60
_DESCRIPTORS = Path("/proc/self/fd")
# See tcp(7) and linux/tcp.h; in milliseconds.
_TCP_INFO_BYTES, _LAST_DATA_SENT, _LAST_DATA_RECEIVED = 104, 44, 52
SLOWEST_BYTES = 10_000  # a second: a bad mobile line; 20 MB have 35 minutes


class LongBodies:
    """Long bodies that a process reads: from which address, and until when at most.

    A request does not know its connection, so what counts is that one from its address receives.
    """

    def __init__(self) -> None:
        self._expected: dict[object, tuple[str, float]] = {}

    @contextmanager
    def expected(self, address: str, length: int) -> Iterator[None]:
        """While it is read, and until its sender has the answer."""
        body = object()
        self._expected[body] = address, time.monotonic() + length / SLOWEST_BYTES
        try:
            yield
        finally:
            self._expected[body] = address, time.monotonic() + SILENT_SECONDS

    def may_come_from(self, address: str) -> bool:
        now = time.monotonic()
        for body in [body for body, (_, end) in [*self._expected.items()] if end < now]:
            self._expected.pop(body, None)
        return any(source == address for source, _ in [*self._expected.values()])


def close_silent(port: int, long_bodies: LongBodies) -> None:
    """Close connections of ours to that port that have been silent for too long."""
    for connection in _connections(port):
        with suppress(OSError):  # it has ended by itself
            silence = _seconds_since(_LAST_DATA_SENT, connection)
            is_late = silence > min(SILENT_SECONDS, UNREAD_SECONDS)
            if not is_late or _receives(connection, long_bodies):
                continue
            if silence > UNREAD_SECONDS:
                connection.shutdown(socket.SHUT_RDWR)
            else:
                connection.shutdown(socket.SHUT_RD)


def stop_reading(port: int) -> None:
    """Wait for nobody's request any longer: the process ends. What is being answered still is."""
    for connection in _connections(port):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RD)


def _connections(port: int) -> Iterator[socket.socket]:
    """Copies of the sockets that the server has accepted: it keeps its own and notices the end."""
    if sys.platform != "linux":
        return
    for descriptor in list(_DESCRIPTORS.iterdir()):
        with suppress(OSError), _copy_of(descriptor) as connection:
            if _is_to(connection, port):
                yield connection


def _copy_of(descriptor: Path) -> socket.socket:
    """Raises OSError when it is closed by now, or no socket."""
    if not descriptor.is_socket():
        raise OSError
    return socket.socket(fileno=os.dup(int(descriptor.name)))


def _is_to(connection: socket.socket, port: int) -> bool:
    """Raises OSError when it has no other side, as what only listens."""
    is_internet = connection.family in {socket.AF_INET, socket.AF_INET6}
    return is_internet and bool(connection.getpeername()) and connection.getsockname()[1] == port


def _receives(connection: socket.socket, long_bodies: LongBodies) -> bool:
    """Whether a long body is expected from there, and something of one has come lately."""
    if not long_bodies.may_come_from(connection.getpeername()[0]):
        return False
    return _seconds_since(_LAST_DATA_RECEIVED, connection) <= SILENT_SECONDS


def _seconds_since(what: int, connection: socket.socket) -> float:
    facts = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_BYTES)
    milliseconds: int = struct.unpack_from("I", facts, what)[0]
    return milliseconds / 1000
