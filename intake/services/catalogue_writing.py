"""Writing of a staged product file: only what differs, in one short transaction.

Whoever acts on a certificate waits for its lock alone, and certificates on file come last: what is
new concerns nobody else yet, however long it takes to write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from sys import maxsize
from typing import Any

from sqlalchemy.orm import Session

from core.access.actors import IMPORTING
from core.audit.entries import record, subject_of_file
from core.jobs import queue as jobs
from intake.services.catalogue_changes import Change, Changes
from intake.services.catalogue_import import (
    StagedCatalogue,
    StagedRow,
    identity_of,
    refused,
    reported_producers,
    reported_products,
)
from intake.services.import_context import BATCH, ImportContext, ImportProgress
from intake.services.producer_renamings import follow_renamings
from intake.services.recognitions import add_certificates, update_certificates
from registry.errors import CodeTaken, GtinTaken, ProductTwice
from registry.services.catalogue import store_producers, store_products

FEW = 500  # so many changed products are indexed one by one; more rebuild the index


def write_catalogue(
    session: Session,
    path: Path,
    staged: StagedCatalogue,
    context: ImportContext,
    progress: ImportProgress,
) -> Changes:
    """Write what differs; a certificate that somebody has acted on meanwhile is left to them.

    Raises CatalogueRefused when a row contradicts what is on file by now; nothing is stored then.
    """
    follow_renamings(session, staged.differing, context)
    rows: dict[int, StagedRow] = {}
    in_order = sorted(staged.differing, key=lambda row: row.product_id or maxsize)
    for start in range(0, len(in_order), BATCH):
        rows |= _write_products(session, in_order[start : start + BATCH], context)
        progress("written", len(rows))
    changes = {number: row.change for number, row in rows.items()}
    updates = {number: row.update for number, row in rows.items() if row.update}
    values = {number: rows[number].entry.value for number in updates}
    written = update_certificates(session, updates, values, context.today)
    for number, update in updates.items():
        if written.get(number) is not update:
            changes[number] = replace(rows[number], update=written.get(number)).change
    return _notify(session, path, Changes(rows=staged.rows), changes)


def _write_products(
    session: Session, batch: Sequence[StagedRow], context: ImportContext
) -> dict[int, StagedRow]:
    """Products and new certificates of some rows; returns the rows by product."""
    differing = [row.entry for row in batch if row.product_id is None or row.what]
    makers = store_producers(session, reported_producers(differing, context))
    try:
        stored = store_products(session, reported_products(differing, makers, context))
    except (CodeTaken, GtinTaken, ProductTwice) as no:
        raise refused(no) from no
    rows = {row.product_id or stored.ids[identity_of(row.entry, context)]: row for row in batch}
    missing = {n: row.entry.value for n, row in rows.items() if row.adds_certificate}
    add_certificates(session, missing, context.today)
    return rows


def _notify(
    session: Session, path: Path, counted: Changes, changes: Mapping[int, Change]
) -> Changes:
    """Count them, and tell the audit trail and the index if there are any."""
    for number, change in changes.items():
        counted.add(number, change)
    if counted.new or counted.changed:
        record(
            session,
            actor=IMPORTING,
            action="catalogue.imported",
            subject=subject_of_file(path),
            new=counted.new,
            changed=counted.changed,
        )
    if len(counted.indexed) > FEW:
        jobs.defer(session, "catalogue.imported")
    elif counted.indexed:
        ids: list[Any] = sorted(counted.indexed)
        jobs.defer(session, "product.changed", product_ids=ids)
    return counted
