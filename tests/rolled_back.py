"""Transaction rollback after each test: every session of the application on one connection."""

from flask.globals import app_ctx
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from core.db.sessions import Database


class RolledBackDatabase(Database):
    """Sessions within the open transaction of one connection: what they commit is a savepoint."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sessions: dict[object, Session] = {}

    def session(self) -> Session:
        """One for each application context, as the real one gives."""
        context = app_ctx._get_current_object()  # type: ignore[attr-defined]
        if context not in self._sessions:
            self._sessions[context] = self.read_session()
        return self._sessions[context]

    def read_session(self) -> Session:
        return Session(self._connection, join_transaction_mode="create_savepoint")

    def close(self) -> None:
        for session in self._sessions.values():
            session.close()
