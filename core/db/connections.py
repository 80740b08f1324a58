"""Database connections with a client-side timeout, beside TCP keepalive (ADR 13).

The limits a server keeps help nothing when it is halted, or its machine gone without a word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.rows import TupleRow

RV = TypeVar("RV")

TIMEOUT_SECONDS = 20.0  # longer than the server lets a statement run
PING_TIMEOUT_SECONDS = 2.0
# A machine that is gone: noticed within 10 s at rest, and when what was sent is not acknowledged.
# A system that does not know `tcp_user_timeout`, and a Unix socket, take no notice.
KEEPALIVE: dict[str, int] = {
    "keepalives": 1,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class TimeoutConnection(psycopg.Connection[TupleRow]):
    """Gives itself up when the server leaves it without an answer."""

    timeout_seconds = TIMEOUT_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.timeout_seconds)
        except psycopg.errors._WaitTimeout:  # noqa: SLF001 - the library says: convert it
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {self.timeout_seconds:g} s") from None

    @contextmanager
    def pinging(self) -> Iterator[None]:
        """For a question that any healthy server answers at once."""
        self.timeout_seconds = PING_TIMEOUT_SECONDS
        try:
            yield
        finally:
            self.timeout_seconds = TIMEOUT_SECONDS
