"""Bulk insert: many rows in one statement, so that statement triggers run once for all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session

from core.db.model import Base


def insert_all(
    session: Session,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    options: Mapping[str, Any] | None = None,
) -> None:
    """Without RETURNING the driver sends a statement for each row."""
    keys = inspect(table).primary_key
    session.execute(insert(table).returning(*keys), rows, execution_options=options or {})
