"""Query of one certificate with its time line, for its public page and the command line."""

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
from core.db.content_changes import subjects
from core.db.model import AnyRow
from registry.models import Producer, Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import PRODUCT_PLACE, PRODUCTS, place_of
from registry.rules.places import Place

EventAndCorrected = tuple[CertificateEvent, bool]  # an event, and whether a later one corrects it

CERTIFICATE_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    product_subjects(
        "SELECT product.id, product.producer_id FROM certificate"
        " JOIN product ON product.id = certificate.product_id WHERE certificate.code = %(code)s"
    ),
)


@dataclass(frozen=True, slots=True)
class CertificateEntry:
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
    entries: tuple[CertificateEntry, ...]
    product_name: str
    product_slug: str
    product_code: str
    print: str
    producer_name: str | None
    producer_slug: str | None
    place: Place
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


_certificate = Certificate.__table__.c
_PAGE = select(
    _certificate.source_title,
    _certificate.source_date,
    Product.name.label("product_name"),
    Product.slug.label("product_slug"),
    Product.code.label("product_code"),
    Product.print,
    Producer.name.label("producer_name"),
    Producer.slug.label("producer_slug"),
    *PRODUCT_PLACE,
).select_from(PRODUCTS.join(Certificate.__table__, _certificate.product_id == Product.id))


def certificate_page(session: Session, code: str, at: date) -> CertificatePage | None:
    """The page of one certificate, or None when there is none with this code."""
    row = session.execute(_PAGE.where(_certificate.code == code)).one_or_none()
    if row is None:
        return None
    recorded = _recorded(session, [code])[code]
    return CertificatePage(
        code=code,
        at=at,
        standing=state((event_of(event) for event, corrected in recorded if not corrected), at),
        entries=tuple(_entry(*entry) for entry in recorded),
        product_name=row.product_name,
        product_slug=row.product_slug,
        product_code=row.product_code,
        print=row.print,
        producer_name=row.producer_name,
        producer_slug=row.producer_slug,
        place=place_of(row),
        source_title=row.source_title,
        source_date=row.source_date,
    )


def entries_of(events: Iterable[AnyRow]) -> tuple[CertificateEntry, ...]:
    """What is on record about a certificate, by the day it took effect, from rows of its record."""
    ordered = sorted(events, key=attrgetter("effective_from", "number"))
    return tuple(_entry(event, event.corrected) for event in ordered)


def entries_by_certificate(
    session: Session, codes: Collection[str]
) -> dict[str, tuple[CertificateEntry, ...]]:
    """The same for several certificates by their codes, in one query."""
    recorded = _recorded(session, codes)
    return {code: tuple(_entry(*entry) for entry in recorded[code]) for code in codes}


def _recorded(session: Session, codes: Collection[str]) -> dict[str, list[EventAndCorrected]]:
    rows = session.execute(
        select(Certificate.code, CertificateEvent)
        .join(Certificate, Certificate.id == CertificateEvent.certificate_id)
        .where(Certificate.code.in_(codes))
        .order_by(CertificateEvent.effective_from, CertificateEvent.number)
    ).all()
    corrected = {event.corrects_id for _, event in rows}
    found: dict[str, list[EventAndCorrected]] = {code: [] for code in codes}
    for code, event in rows:
        found[code].append((event, event.id in corrected))
    return found


def _entry(event: CertificateEvent | AnyRow, corrected: bool) -> CertificateEntry:  # noqa: FBT001 - the two of EventAndCorrected
    return CertificateEntry(
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
