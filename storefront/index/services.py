"""Keeps the search index in step with the database, which is the truth; the index may be lost."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models import Product
from search.engine import (
    Differences,
    IndexCorrupt,
    IndexMissing,
    Kind,
    Progress,
    SearchEngine,
    SearchUnavailable,
    differences,
    document_key,
)
from storefront.index.queries import all_documents, product_documents

# Whoever writes the index holds this advisory lock to the end of the transaction: a change that is
# committed during a rebuild waits, and is then put into the new index.
INDEX_LOCK = 7_200_002


def refresh(session: Session, engine: SearchEngine, product_ids: list[int], today: date) -> None:
    """Write some products again as they are now; those that are gone leave the index.

    Raises SearchUnavailable.
    """
    _lock(session)
    documents = product_documents(session, product_ids, today)
    present = {document.id for document in documents if document.kind is Kind.PRODUCT}
    engine.put(documents)
    engine.remove(document_key(Kind.PRODUCT, i) for i in product_ids if i not in present)


def rebuild(
    session: Session, engine: SearchEngine, today: date, *, progress: Progress | None = None
) -> str:
    """Build a new index beside the live one and swap it in; returns its name.

    Raises SearchUnavailable; the live index stays then.
    """
    _lock(session)
    return engine.rebuild(all_documents(session, today), progress=progress)


def compare(session: Session, engine: SearchEngine, today: date) -> Differences:
    """What the index must still learn and forget. Raises SearchUnavailable."""
    wanted = {document.key: document.version for document in all_documents(session, today)}
    return differences(engine.versions(), wanted)


def heal(session: Session, engine: SearchEngine, today: date) -> bool:
    """Rebuild the index if it is missing or unreadable. Returns whether it was."""
    try:
        if engine.status().documents or not session.scalar(select(func.count(Product.id))):
            return False
    except (IndexMissing, IndexCorrupt):
        pass
    except SearchUnavailable:
        return False
    rebuild(session, engine, today)
    return True


def _lock(session: Session) -> None:
    session.execute(select(func.pg_advisory_xact_lock(INDEX_LOCK)))


def chunks(ids: Iterable[int], size: int) -> Iterable[list[int]]:
    """Ids in pieces of a job's size."""
    listed = list(ids)
    return (listed[start : start + size] for start in range(0, len(listed), size))
