"""Database connections that do not wait for ever.

The limits a server keeps help nothing when it is halted, or its machine gone without a word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.rows import TupleRow

RV = TypeVar("RV")

PATIENCE_SECONDS = 20.0  # longer than the server lets a statement run
PING_SECONDS = 2.0


class ImpatientConnection(psycopg.Connection[TupleRow]):
    """Gives itself up when the server leaves it without an answer."""

    patience = PATIENCE_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except psycopg.errors._WaitTimeout:  # noqa: SLF001 - the library says: convert it
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {self.patience:g} s") from None

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """For a question that any healthy server answers at once."""
        self.patience = PING_SECONDS
        try:
            yield
        finally:
            self.patience = PATIENCE_SECONDS
