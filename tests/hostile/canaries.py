"""Markup in every text of the database, for tests that look whether a page takes it for its own."""

from sqlalchemy import String, cast, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.db.model import Base

CANARY = "\"'><svg onload=alert(1)>{{7*7}}</script><script>alert(2)</script>"

# Words of a list in our code, and names in addresses: code writes them, nobody types them.
OURS = {
    "slug", "kind", "product_group", "product_set", "print", "legal_form", "link", "language",
    "device", "reason", "state", "status", "source_date", "code", "ticket", "topic", "gtin",
}  # fmt: skip


def seed(session: Session) -> set[str]:
    """Write it into every text column that takes it; tells which did."""
    session.execute(text("SET LOCAL session_replication_role = replica"))  # records may not change
    written = set()
    for table in Base.metadata.sorted_tables:
        different = cast(next(iter(table.primary_key)), String)
        for column in table.columns:
            if isinstance(column.type, String) and column.name not in OURS:
                try:
                    with session.begin_nested():
                        session.execute(table.update().values({column: CANARY + different}))
                except DBAPIError:
                    continue
                written.add(f"{table.name}.{column.name}")
    # Triggers were off: cards made now must not be taken for those of the products as they were.
    session.execute(
        text("INSERT INTO content_change (topic, subject) SELECT 'product', id FROM product")
    )
    session.execute(text("SET LOCAL session_replication_role = origin"))
    session.expire_all()
    return written
