"""Read session: the unit of work of a page, which never commits anything. Knows no Flask."""

from collections.abc import Sequence
from typing import Any, cast

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import PoolProxiedConnection

from core.db.connections import TimeoutConnection


class ReadSession(Session):
    """A session for queries alone: what is changed in its objects is not kept.

    Each statement stands by itself: no BEGIN and no COMMIT are two questions less on every page,
    and the server keeps what it has prepared.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._engine = engine
        self._connection: PoolProxiedConnection | None = None

    @property
    def driver(self) -> TimeoutConnection:
        """The connection of its prepared statements, its own until it is closed."""
        if self._connection is None:
            self._connection = self._engine.raw_connection()
        return cast(TimeoutConnection, self._connection.driver_connection)

    def select(self, statement: bytes, values: Sequence[bytes | None]) -> Sequence[tuple[Any, ...]]:
        """Rows by the shortest way there is, see `TimeoutConnection.select`.

        Getting a connection of the session and giving it back takes 0.15 ms, `driver` 0.03. Raises
        OperationalError.
        """
        try:
            return self.driver.select(statement, values)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if self._connection is None or self.driver.closed:
                self._engine.dispose()  # the whole pool: the others ended with this one
            raise OperationalError(statement.decode(), None, error) from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self.in_transaction():  # nothing else can have loaded anything
            super().close()
