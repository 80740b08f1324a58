"""How many statements a request sends to the database."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def counted(session):
    """Collects what is executed on the connection of the test."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", note)
