"""Puts the recognitions a file reports on record: certificates with their first dated event."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from certification.certificates.models import Certificate, CertificateEvent
from core.db.bulk import insert_all
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

# Without this SQLAlchemy would send rows with an empty column in statements of their own.
RENDER_NULLS = {"render_nulls": True}

_corrected = aliased(CertificateEvent)
_LIVE = ~select(_corrected.id).where(_corrected.corrects_id == CertificateEvent.id).exists()


def store_recognitions(
    session: Session, rows: Mapping[int, ProductRow], today: date
) -> tuple[set[int], dict[int, ColumnChanges]]:
    """Record what the file says of each product: what is new, and what it now says otherwise.

    Returns the products with a new certificate, and what changed in the certificate of which.
    """
    on_file = _on_file(session, rows)
    events: list[dict[str, Any]] = []
    missing: list[int] = []
    changed: dict[int, ColumnChanges] = {}
    for product_id, row in rows.items():
        recorded = same_recognition(on_file[product_id], row)
        if recorded is None:
            missing.append(product_id)
            continue
        told = with_known_year(row, recorded)
        corrected = correction(recorded, told, today)
        events += [corrected] if corrected else []
        differences = _follow_source(session, recorded, told)
        if corrected:
            differences |= changes_of(recorded, corrected)
        if differences:
            changed[product_id] = differences
    events += _add(session, missing, rows, today)
    if events:
        insert_all(session, CertificateEvent, events, RENDER_NULLS)
    return set(missing), changed


def _on_file(
    session: Session, products: Mapping[int, ProductRow]
) -> dict[int, list[CertificateOnFile]]:
    certificates = select(*Certificate.__table__.c).where(Certificate.product_id.in_(products))
    found = session.execute(certificates.order_by(Certificate.id)).all()
    columns = CertificateEvent.__table__.c
    live = select(*columns).where(columns.certificate_id.in_([c.id for c in found]), _LIVE)
    events: dict[int, list[Mapping[str, Any]]] = {c.id: [] for c in found}
    for event in session.execute(live.order_by(columns.id)).mappings():
        events[event["certificate_id"]].append(dict(event))
    on_file: dict[int, list[CertificateOnFile]] = defaultdict(list)
    for c in found:
        one = CertificateOnFile(
            c.id, c.source_key, c.source_title, c.source_date, tuple(events[c.id])
        )
        on_file[c.product_id].append(one)
    return on_file


def _add(
    session: Session, missing: Sequence[int], rows: Mapping[int, ProductRow], today: date
) -> list[dict[str, Any]]:
    """New certificates; returns the event that begins each."""
    codes = issue(session, CodeKind.CERTIFICATE, len(missing))
    certificates = [
        {"code": next(codes), "product_id": product_id} | _source(rows[product_id])
        for product_id in missing
    ]
    if not certificates:
        return []
    adding = insert(Certificate).returning(Certificate.id, Certificate.product_id)
    return [
        first_event(rows[product_id], today)
        | {"certificate_id": certificate_id, "corrects_id": None}
        for certificate_id, product_id in session.execute(adding, certificates).all()
    ]


def _follow_source(session: Session, recorded: CertificateOnFile, row: ProductRow) -> ColumnChanges:
    before = {name: getattr(recorded, name) for name in _source(row)}
    differences = {n: (before[n], now) for n, now in _source(row).items() if before[n] != now}
    if differences:
        follow = update(Certificate).where(Certificate.id == recorded.id)
        session.execute(follow.values(_source(row)))
    return differences


def _source(row: ProductRow) -> dict[str, str]:
    """Where the recognition is known from."""
    source = {"source_title": row.source_title, "source_date": row.source_date}
    return source | {"source_key": row.recognition}
