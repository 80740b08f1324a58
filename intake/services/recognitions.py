"""Puts the recognitions a file reports on record: certificates with their dated events."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.services.numbering import RecordPlace, lock_certificates, numbered
from core.db.bulk import append_all, update_all
from core.db.row_locks import is_waited_for
from intake.rules.catalogue_rows import ProductRow
from intake.rules.reported import (
    CertificateOnFile,
    changes_of,
    correction,
    first_event,
    same_recognition,
    with_known_year,
)
from registry.rules.issued_codes import CodeKind
from registry.services.catalogue import ColumnChanges
from registry.services.issued_codes import issue

PIECE = 1000  # certificates written before it looks whether somebody waits
ATTEMPTS = 20  # the last is not broken off: an import comes to an end among many officers as well
PAUSE_SECONDS = 0.1  # for the officer who goes first


class OfficerWaits(Exception):
    """Somebody waits for a certificate that the import has locked."""


@dataclass(frozen=True, slots=True)
class CertificateUpdate:
    """What the file says otherwise of a certificate than its record up to its newest event."""

    certificate_id: int
    newest: int
    source: Mapping[str, str] | None
    event: Mapping[str, Any] | None
    differences: ColumnChanges


@dataclass
class Recognitions:
    """What the rows of some products add to the record, by product."""

    missing: list[int] = field(default_factory=list)  # products whose row reports a new certificate
    updates: dict[int, CertificateUpdate] = field(default_factory=dict)


def compare_recognitions(
    session: Session, rows: Mapping[int, ProductRow], today: date
) -> Recognitions:
    """What the file says of each product on file that the record does not say. Only reads."""
    on_file = _on_file(session, rows)
    compared = Recognitions()
    for product_id, row in rows.items():
        recorded = same_recognition(on_file[product_id], row)
        if recorded is None:
            compared.missing.append(product_id)
        elif update := _update(recorded, with_known_year(row, recorded), today):
            compared.updates[product_id] = update
    return compared


def add_certificates(session: Session, rows: Mapping[int, ProductRow], today: date) -> None:
    """A new certificate for each product, with the event that begins it."""
    if not rows:
        return
    codes = issue(session, CodeKind.CERTIFICATE, len(rows))
    certificates = [
        {"code": next(codes), "product_id": product_id} | _source(row)
        for product_id, row in rows.items()
    ]
    adding = insert(Certificate).returning(Certificate.id, Certificate.product_id)
    ids = session.execute(adding, certificates).all()
    first = RecordPlace(1, session.scalars(select(func.now())).one())
    new = {"corrects_id": None, "position": None}
    events = [
        first_event(rows[product_id], today) | new | {"certificate_id": number}
        for number, product_id in ids
    ]
    append_all(session, CertificateEvent, [*numbered(events, dict.fromkeys(dict(ids), first))])


def update_certificates(
    session: Session,
    updates: Mapping[int, CertificateUpdate],
    rows: Mapping[int, ProductRow],
    today: date,
) -> dict[int, CertificateUpdate]:
    """Let certificates say what the file says, but for those that an act was recorded on meanwhile.

    It locks them in the order of their ids, and compares again where the record has grown. When an
    officer waits for one of them, all are set free and it begins anew: an act waits for a piece at
    most. An import does this last. Returns what was written, by product.
    """
    in_order = sorted(updates.items(), key=lambda item: item[1].certificate_id)
    pieces = [dict(in_order[start : start + PIECE]) for start in range(0, len(in_order), PIECE)]
    for attempt in range(ATTEMPTS, 0, -1):
        written: dict[int, CertificateUpdate] = {}
        with suppress(OfficerWaits), session.begin_nested():
            for piece in pieces:
                written |= _write_updates(session, piece, rows, today)
                if attempt > 1 and is_waited_for(session):
                    raise OfficerWaits
            break
        time.sleep(PAUSE_SECONDS)
    return written


def _write_updates(
    session: Session,
    updates: Mapping[int, CertificateUpdate],
    rows: Mapping[int, ProductRow],
    today: date,
) -> Mapping[int, CertificateUpdate]:
    places = lock_certificates(session, [update.certificate_id for update in updates.values()])
    outdated = {
        product_id: rows[product_id]
        for product_id, update in updates.items()
        if places[update.certificate_id].number != update.newest + 1
    }
    if outdated:
        present = compare_recognitions(session, outdated, today).updates
        updates = {p: update for p, update in updates.items() if p not in outdated} | present
    sources = [{"id": u.certificate_id, **u.source} for u in updates.values() if u.source]
    update_all(session, Certificate, sources)
    events = [u.event for u in updates.values() if u.event]
    append_all(session, CertificateEvent, [*numbered(events, places)])
    return updates


def _update(recorded: CertificateOnFile, row: ProductRow, today: date) -> CertificateUpdate | None:
    source, before = _source(row), {name: getattr(recorded, name) for name in _source(row)}
    differences = {n: (before[n], now) for n, now in source.items() if before[n] != now}
    event = correction(recorded, row, today)
    shown = differences | (changes_of(recorded, event) if event else {})
    if not shown and not event:
        return None
    return CertificateUpdate(
        recorded.id, recorded.newest, source if differences else None, event, shown
    )


def _on_file(session: Session, products: Iterable[int]) -> dict[int, list[CertificateOnFile]]:
    certificates = select(*Certificate.__table__.c).where(Certificate.product_id.in_(products))
    rows = session.execute(certificates.order_by(Certificate.id)).all()
    columns = CertificateEvent.__table__.c
    recorded = select(*columns).where(columns.certificate_id.in_([c.id for c in rows]))
    events: dict[int, list[Mapping[str, Any]]] = {c.id: [] for c in rows}
    for event in session.execute(recorded.order_by(columns.number)).mappings():
        events[event["certificate_id"]].append(dict(event))
    on_file: dict[int, list[CertificateOnFile]] = defaultdict(list)
    for c in rows:
        corrected = {event["corrects_id"] for event in events[c.id]}
        live = tuple(event for event in events[c.id] if event["id"] not in corrected)
        newest = max((event["number"] for event in events[c.id]), default=0)
        on_file[c.product_id].append(
            CertificateOnFile(c.id, c.source_key, c.source_title, c.source_date, live, newest)
        )
    return on_file


def _source(row: ProductRow) -> dict[str, str]:
    """Where the recognition is known from."""
    source = {"source_title": row.source_title, "source_date": row.source_date}
    return source | {"source_key": row.recognition}
