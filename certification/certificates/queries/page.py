"""One certificate with its time line, as its public page and the command line show it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.standings import event_of
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.state import Standing, state
from core.db.model import AnyRow
from registry.models import Commune, Producer, Product, Province

Recorded = tuple[CertificateEvent, bool]  # an event, and whether a later one corrects it


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on record. A corrected entry stays visible and no longer counts."""

    kind: str
    effective: VagueDate
    stars: int | None
    last_day: date | None
    decision: str | None
    authority: str | None
    reason: str | None
    note: str | None
    recorded_at: datetime
    corrected: bool


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """What the public may know about a certificate."""

    code: str
    at: date
    standing: Standing
    entries: tuple[Entry, ...]
    product_name: str
    product_slug: str
    product_code: str
    print: str
    producer_name: str | None
    producer_slug: str | None
    printed_place: str
    province: str
    province_slug: str
    commune: str | None
    source_title: str
    source_date: str

    def summary(self) -> dict[str, object]:
        """The state as plain data, for commands and other programs."""
        standing = self.standing
        return {
            "certificate": self.code,
            "at": self.at,
            "state": standing.state,
            "stars": standing.stars,
            "in_force": standing.in_force,
            "decision": standing.decision,
            "issued": bounds(standing.issued),
            "until": bounds(standing.until),
            "change_on": standing.change_on,
            "product": self.product_code,
        }


def bounds(day: VagueDate | None) -> dict[str, date] | None:
    """A day as plain data: both bounds, equal when it is known."""
    return {"earliest": day.earliest, "latest": day.latest} if day else None


def certificate_page(session: Session, code: str, at: date) -> CertificatePage | None:
    """The page of one certificate, or None when there is none with this code."""
    row = session.execute(
        select(Certificate, Product, Producer, Province, Commune.name, Commune.kind)
        .join(Product, Product.id == Certificate.product_id)
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .join(Province, Province.id == Product.province_id)
        .outerjoin(Commune, Commune.id == Product.commune_id)
        .where(Certificate.code == code)
    ).one_or_none()
    if row is None:
        return None
    certificate, product, producer, province, commune, commune_kind = row
    recorded = _recorded(session, [code])[code]
    printed = (product.printed_commune, product.printed_district, product.printed_province)
    return CertificatePage(
        code=code,
        at=at,
        standing=state((event_of(event) for event, corrected in recorded if not corrected), at),
        entries=tuple(_entry(*entry) for entry in recorded),
        product_name=product.name,
        product_slug=product.slug,
        product_code=product.code,
        print=product.print,
        producer_name=producer.name if producer else None,
        producer_slug=producer.slug if producer else None,
        printed_place=", ".join(part for part in printed if part),
        province=province.name,
        province_slug=province.slug,
        commune=f"{commune_kind} {commune}" if commune else None,
        source_title=certificate.source_title,
        source_date=certificate.source_date,
    )


def entries_of(events: Iterable[AnyRow]) -> tuple[Entry, ...]:
    """What is on record about a certificate, by the day it took effect, from rows of its record."""
    ordered = sorted(events, key=attrgetter("effective_from", "id"))
    return tuple(_entry(event, event.corrected) for event in ordered)


def entries_by_certificate(
    session: Session, codes: Collection[str]
) -> dict[str, tuple[Entry, ...]]:
    """The same for several certificates by their codes, in one query."""
    recorded = _recorded(session, codes)
    return {code: tuple(_entry(*entry) for entry in recorded[code]) for code in codes}


def _recorded(session: Session, codes: Collection[str]) -> dict[str, list[Recorded]]:
    rows = session.execute(
        select(Certificate.code, CertificateEvent)
        .join(Certificate, Certificate.id == CertificateEvent.certificate_id)
        .where(Certificate.code.in_(codes))
        .order_by(CertificateEvent.effective_from, CertificateEvent.id)
    ).all()
    corrected = {event.corrects_id for _, event in rows}
    found: dict[str, list[Recorded]] = {code: [] for code in codes}
    for code, event in rows:
        found[code].append((event, event.id in corrected))
    return found


def _entry(event: CertificateEvent | AnyRow, corrected: bool) -> Entry:  # noqa: FBT001 - the two of Recorded
    return Entry(
        kind=event.kind,
        effective=VagueDate(event.effective_from, event.effective_to),
        stars=event.stars,
        last_day=event.last_day,
        decision=event.decision,
        authority=event.authority,
        reason=event.reason,
        note=event.public_note,
        recorded_at=event.recorded_at,
        corrected=corrected,
    )
