"""Ports taken exclusively: the server would let strangers listen on its own (SO_REUSEPORT)."""

import contextlib
import socket
import sys
from collections.abc import Iterator

REMEDY = "stop it first, or set WEB_PORT to another port."


def is_free(host: str, port: int) -> bool:
    """Whether nobody answers there. A stranger would not notice that the port is shared."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError:
            return False
    return True


def is_answered(host: str, port: int) -> bool:
    """Whether somebody takes connections there; whoever is about to is not disturbed."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def claimed(port: int, use: str) -> Iterator[bool]:
    """Whether it is ours alone from now on, also before anybody listens. Only Linux can tell.

    A name of the abstract namespace (unix(7)) goes with the process that has it.
    """
    with socket.socket(socket.AF_UNIX) as claim:
        if sys.platform == "linux":
            try:
                claim.bind(f"\0cho-sao-{use}-{port}")
            except OSError:
                yield False
                return
        yield True
