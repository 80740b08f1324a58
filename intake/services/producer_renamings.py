"""Renamed producers in a file: one whose products all name a new producer is that producer."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.orm import Session

from intake.services.catalogue_import import NOT_YET, StagedRow, reported_producers
from intake.services.import_context import ImportContext
from registry.services.producers import products_of_producer, rename_producer


def follow_renamings(session: Session, rows: Iterable[StagedRow], context: ImportContext) -> None:
    """Rename producers whose every product the file gives to one that is not on file yet.

    Rows name such products by their codes; one that stays behind makes two producers.
    """
    moved: dict[int, list[StagedRow]] = defaultdict(list)
    for row in rows:
        before, now = row.what.get("producer_id", (None, None))
        if row.product_id and before and now == NOT_YET:
            moved[before].append(row)
    for producer_id, products in sorted(moved.items()):
        reported = {p.identity: p for p in reported_producers((r.entry for r in products), context)}
        gone = {row.product_id for row in products}
        if len(reported) == 1 and products_of_producer(session, producer_id) == gone:
            rename_producer(session, producer_id, *reported.values())
