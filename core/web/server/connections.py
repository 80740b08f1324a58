"""Idle timeout of connections: one on which nothing was sent for a while is closed.

It is the one deadline of a body, however slowly it comes: the server has none (granian 2.8 limits
the time for headers alone). Closing the side that reads ends a wait for a sender, whose request is
then answered as incomplete. Who does not read what was sent is cut off later. Linux tells how long
nothing was sent; other systems know no such timeout.
"""

import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# A connection may have rested for HEADER_SECONDS before a request: a body has 20 seconds or more.
HEADER_SECONDS = 10
SILENT_SECONDS = 30
UNREAD_SECONDS = 60
_DESCRIPTORS = Path("/proc/self/fd")
_TCP_INFO_BYTES, _LAST_DATA_SENT = 104, 44  # see tcp(7) and linux/tcp.h; in milliseconds


def close_silent(port: int) -> None:
    """Close connections of ours to that port that have been silent for too long."""
    for connection in _connections(port):
        with suppress(OSError):  # it has ended by itself
            silence = _seconds_since_sent(connection)
            if silence > UNREAD_SECONDS:
                connection.shutdown(socket.SHUT_RDWR)
            elif silence > SILENT_SECONDS:
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


def _seconds_since_sent(connection: socket.socket) -> float:
    facts = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_BYTES)
    milliseconds: int = struct.unpack_from("I", facts, _LAST_DATA_SENT)[0]
    return milliseconds / 1000
