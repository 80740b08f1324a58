"""Database connections with a client-side timeout, beside TCP keepalive (ADR 13).

The limits a server keeps help nothing when it is halted, or its machine gone without a word.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg import abc, generators
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult
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

    def __init__(self, *words: Any, **options: Any) -> None:  # noqa: ANN401 - as psycopg calls it
        super().__init__(*words, **options)
        self._selects: dict[bytes, tuple[bytes, abc.Transformer]] = {}

    def select(self, statement: bytes, values: Sequence[bytes | None]) -> Sequence[tuple[Any, ...]]:
        """The rows of a SELECT with the values of $1, $2 …, which the server prepares once.

        By the calls of libpq: the versions of 24 cards take 0.02 ms of the web process, with a
        cursor 0.09. No transaction is begun. Raises psycopg.Error.
        """
        if statement not in self._selects:
            self._prepare(statement)
        name, rows = self._selects[statement]
        self.pgconn.send_query_prepared(name, values)
        result = self._result(ExecStatus.TUPLES_OK)
        rows.set_pgresult(result, set_loaders=rows.pgresult is None)
        return rows.load_rows(0, result.ntuples, tuple)

    def _prepare(self, statement: bytes) -> None:
        name = b"select_%d" % len(self._selects)
        self.pgconn.send_prepare(name, statement)
        self._result(ExecStatus.COMMAND_OK)
        self._selects[statement] = name, Transformer(self)

    def _result(self, expected: ExecStatus) -> PGresult:
        results: list[PGresult] = self.wait(generators.execute(self.pgconn))
        result = results[0]
        if result.status != expected:
            raise psycopg.errors.error_from_result(result, self.info.encoding)
        return result

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
