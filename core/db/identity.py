"""Identity of a database, as its server tells it: what was made from another one is not used.

Never from a table, for a dump carries that along. The timeline changes with every recovery to a
moment of the past, and when a standby takes over.
"""

from sqlalchemy import Engine, event, text

_ASKED = text(
    "SELECT server.system_identifier || '-' || database.oid || '-' || history.timeline_id"
    " FROM pg_control_system() AS server, pg_control_checkpoint() AS history,"
    " pg_database AS database WHERE database.datname = current_database()"
)


class DatabaseIdentity:
    """Kept until there is a new connection: it may lead to another database of the same name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: str | None = None
        event.listen(engine, "connect", self._forget)

    def ask(self) -> str:
        """Letters, digits and dashes. Raises OperationalError."""
        known = self._known
        if known is None:
            with self._engine.connect() as connection:
                known = self._known = str(connection.scalar(_ASKED))
        return known

    def _forget(self, *_: object) -> None:
        self._known = None
