"""Puts the recognitions a file reports on record: certificates with their first dated event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from certification.models import Certificate, CertificateEvent
from certification.rules.authority import issuer
from certification.rules.catalogue_rows import ProductRow
from certification.rules.dates import VagueDate
from certification.rules.events import EventKind, day_in_vietnam
from certification.rules.source_dates import granted_between
from core.issued_codes import CodeKind, issue

ACTOR = "catalogue import"
# Without this SQLAlchemy would send rows with an empty column in statements of their own.
RENDER_NULLS = {"render_nulls": True}

Key = tuple[int, str]  # product id, recognition
_corrected = aliased(CertificateEvent)
_LIVE = ~select(_corrected.id).where(_corrected.corrects_id == CertificateEvent.id).exists()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A certificate on file with what counts of its record."""

    id: int
    source_title: str
    source_date: str
    events: tuple[Mapping[str, Any], ...]


def store_recognitions(
    session: Session, rows: Mapping[Key, ProductRow], today: date
) -> tuple[set[int], set[int]]:
    """Record what is new and correct what the file now says otherwise.

    Returns the products with a new certificate and those whose certificate changed. A certificate
    that an officer has acted on is left as it is: the record is nearer to the truth than the file.
    """
    present = _present(session, {product_id for product_id, _ in rows})
    missing = [key for key in rows if key not in present]
    events = _add(session, missing, rows, today)
    changed = set()
    for key, recorded in present.items():
        if key in rows:
            correction = _correction(recorded, rows[key], today)
            events += correction
            if _follow_source(session, recorded, rows[key]) or correction:
                changed.add(key[0])
    if events:
        session.execute(insert(CertificateEvent), events, execution_options=RENDER_NULLS)
    return {product_id for product_id, _ in missing}, changed


def _present(session: Session, products: set[int]) -> dict[Key, Recorded]:
    certificates = select(*Certificate.__table__.c).where(Certificate.product_id.in_(products))
    found = session.execute(certificates).all()
    columns = CertificateEvent.__table__.c
    live = select(*columns).where(columns.certificate_id.in_([c.id for c in found]), _LIVE)
    events: dict[int, list[Mapping[str, Any]]] = {c.id: [] for c in found}
    for event in session.execute(live.order_by(columns.id)).mappings():
        events[event["certificate_id"]].append(dict(event))
    return {
        (c.product_id, c.source_key): Recorded(
            c.id, c.source_title, c.source_date, tuple(events[c.id])
        )
        for c in found
    }


def _add(
    session: Session, missing: Sequence[Key], rows: Mapping[Key, ProductRow], today: date
) -> list[dict[str, Any]]:
    """New certificates; returns the event that begins each."""
    codes = issue(session, CodeKind.CERTIFICATE, len(missing))
    certificates = [
        {"code": next(codes), "product_id": key[0], "source_key": key[1]}
        | {"source_title": rows[key].source_title, "source_date": rows[key].source_date}
        for key in missing
    ]
    if not certificates:
        return []
    adding = insert(Certificate).returning(
        Certificate.id, Certificate.product_id, Certificate.source_key
    )
    return [
        _event(rows[product_id, source_key], today, None) | {"certificate_id": certificate_id}
        for certificate_id, product_id, source_key in session.execute(adding, certificates).all()
    ]


def _correction(recorded: Recorded, row: ProductRow, today: date) -> list[dict[str, Any]]:
    """The event that corrects or follows the imported one, if the file now says otherwise."""
    if len(recorded.events) != 1 or recorded.events[0]["actor"] != ACTOR:
        return []
    before = recorded.events[0]
    wanted = _event(row, today, before)
    if all(before[name] == value for name, value in wanted.items()):
        return []
    answered = before["kind"] == EventKind.PROPOSED and wanted["kind"] == EventKind.GRANTED
    corrects = None if answered else before["id"]
    return [wanted | {"certificate_id": recorded.id, "corrects_id": corrects}]


def _event(row: ProductRow, today: date, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the row reports, with what it does not give taken from the record."""
    when = _when(row, today, before)
    authority = issuer(row.stars, when) if row.stars else None
    last_day = row.expires_on if "expires_on" in row.given or not before else before["last_day"]
    return {
        "kind": str(EventKind.GRANTED if row.stars else EventKind.PROPOSED),
        "effective_from": when.earliest,
        "effective_to": when.latest,
        "stars": row.stars,
        "last_day": last_day if row.stars else None,
        "decision": row.decision or None,
        "authority": authority.name if authority else None,
        "actor": ACTOR,
    }


def _when(row: ProductRow, today: date, before: Mapping[str, Any] | None) -> VagueDate:
    if row.issued_on:
        return VagueDate.exact(row.issued_on)
    if (
        before
        and "issued_on" not in row.given
        and before["effective_from"] == before["effective_to"]
    ):
        return VagueDate.exact(before["effective_from"])
    # Bounds end at the day of recording: read again later, the same row must mean the same.
    recorded_on = day_in_vietnam(before["recorded_at"]) if before else today
    return granted_between(row.year, row.source_date, recorded_on)


def _follow_source(session: Session, recorded: Recorded, row: ProductRow) -> bool:
    source = {"source_title": row.source_title, "source_date": row.source_date}
    if (recorded.source_title, recorded.source_date) == tuple(source.values()):
        return False
    session.execute(update(Certificate).where(Certificate.id == recorded.id).values(source))
    return True
