"""Keeps the search index in step with the database, which is the truth; the index may be lost.

What reads the database does not write the index, and the other way round (storefront.index.writer):
no transaction is open while an engine works.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import changing_between
from core.jobs import queue as jobs
from marketplace.offers.queries.availability import turning_between
from registry.models import Product
from search.engine import (
    Differences,
    Document,
    IndexCorrupt,
    IndexForeign,
    IndexMissing,
    Kind,
    Progress,
    SearchEngine,
    SearchUnavailable,
    differences,
    document_key,
)
from storefront.index.models import IndexCalendar
from storefront.index.queries.documents import all_documents, product_documents
from storefront.index.queries.lag import ONE_DAY

PIECE = 500  # products read, compared and written at a time


@dataclass(frozen=True, slots=True)
class IndexChanges:
    """What the index must learn and forget to have some products as they were read."""

    documents: tuple[Document, ...]
    gone: tuple[str, ...]


def changes(
    session: Session, engine: SearchEngine, product_ids: Collection[int], today: date
) -> IndexChanges:
    """How some products differ from the index now. Raises SearchUnavailable."""
    documents = product_documents(session, list(product_ids), today)
    current = {document.key: document for document in documents}
    keys = current.keys() | {document_key(Kind.PRODUCT, number) for number in product_ids}
    held = dict(engine.versions(keys))
    return IndexChanges(
        tuple(d for key, d in current.items() if held.get(key) != d.version),
        tuple(sorted(held.keys() - current.keys())),
    )


def write(engine: SearchEngine, difference: IndexChanges) -> None:
    """Put and remove, each in one commit of the engine. Raises SearchUnavailable."""
    if difference.documents:
        engine.put(difference.documents)
    if difference.gone:
        engine.remove(difference.gone)


def rebuild(
    session: Session,
    engine: SearchEngine,
    today: date,
    *,
    progress: Progress | None = None,
    take_over: bool = False,
) -> str:
    """Build a new index beside the live one and swap it in; returns its name.

    Raises SearchUnavailable, IndexForeign for another database's index unless it is to be taken
    over; the live index stays then.
    """
    documents = all_documents(session, today)
    return engine.rebuild(documents, progress=progress, take_over=take_over)


def compare(session: Session, engine: SearchEngine, today: date) -> Differences:
    """What the index must still learn and forget. Raises SearchUnavailable."""
    current = {document.key: document.version for document in all_documents(session, today)}
    return differences(engine.versions(), current)


def is_lost(session: Session, engine: SearchEngine) -> bool:
    """Whether the index is missing, unreadable or empty beside a database that is not.

    Raises IndexForeign: whoever restored a database decides what becomes of the index.
    """
    try:
        return not engine.status().documents and bool(
            session.scalar(select(func.count(Product.id)))
        )
    except (IndexMissing, IndexCorrupt):
        return True
    except IndexForeign:
        raise
    except SearchUnavailable:
        return False


def follow_calendar(session: Session, today: date) -> None:
    """Defer the products whose standing, season or pause turned since it was followed last."""
    followed_to = session.scalar(select(IndexCalendar.followed_to).with_for_update())
    if followed_to is None:
        followed_to = today - ONE_DAY
    if followed_to >= today:
        return
    turned = {*changing_between(session, followed_to, today)}
    turned |= {*turning_between(session, followed_to, today)}
    for ids in chunks(sorted(turned), PIECE):
        jobs.defer(session, "product.changed", product_ids=[*ids])
    note_followed(session, today)


def note_followed(session: Session, day: date) -> None:
    """Every change of standing up to that day has been handed to the index."""
    row = insert(IndexCalendar).values(id=1, followed_to=day)
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_={"followed_to": day}))


def chunks(ids: Iterable[int], size: int) -> Iterable[list[int]]:
    """Ids in pieces of a job's size."""
    listed = list(ids)
    return (listed[start : start + size] for start in range(0, len(listed), size))
