"""What reaches PostgreSQL, seen where every way to it passes: the driver's cursor."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collects the statements sent meanwhile, but for those that begin and end transactions."""
    seen: list[str] = []
    execute = psycopg.Cursor.execute

    def note(cursor, query, *args, **options):
        text = query.decode() if isinstance(query, bytes) else str(query)
        if not text.startswith(OF_TRANSACTIONS):
            seen.append(text)
        return execute(cursor, query, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", note)
        yield seen
