"""Query of one certificate with its time line, for its public page and the command line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.entries import (
    CertificateEntry,
    StateSource,
    bounds,
    entries_of,
    source_of,
)
from certification.certificates.rules.events import EventKind
from certification.certificates.rules.state import Standing, state
from core.db.content_changes import subjects
from core.db.model import AnyRow
from registry.models import Producer, Product
from registry.queries.content_subjects import PLACE_SUBJECTS, product_subjects
from registry.queries.located import PRODUCT_PLACE, PRODUCTS, place_of
from registry.rules.places import Place

CERTIFICATE_SUBJECTS = subjects(
    PLACE_SUBJECTS,
    product_subjects(
        "SELECT product.id, product.producer_id FROM certificate"
        " JOIN product ON product.id = certificate.product_id WHERE certificate.code = %(code)s"
    ),
)


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """What the public may know about a certificate."""

    code: str
    at: date
    standing: Standing
    entries: tuple[CertificateEntry, ...]
    product_id: int
    has_revocation: bool  # on record for any paper of the product, whatever came of it
    product_name: str
    product_slug: str
    product_code: str
    print: str
    producer_name: str | None
    producer_slug: str | None
    place: Place
    source: StateSource
    known_at: datetime | None = None

    def summary(self) -> dict[str, object]:
        """The state as plain data, for commands and other programs."""
        standing = self.standing
        return {
            "certificate": self.code,
            "at": self.at,
            "known_at": self.known_at,
            "state": standing.state,
            "reason": standing.reason,
            "stars": standing.stars,
            "in_force": standing.in_force,
            "decision": standing.decision,
            "issued": bounds(standing.issued),
            "until": bounds(standing.until),
            "ends_on": standing.ends_on,
            "change_on": standing.change_on,
            "product": self.product_code,
            "events": [entry.summary() for entry in self.entries],
        }


_certificate, _event = Certificate.__table__.c, CertificateEvent.__table__.c
ENTRIES = (
    select(_certificate.code, *CertificateEvent.__table__.c)
    .select_from(Certificate.__table__)
    .join(CertificateEvent.__table__, _event.certificate_id == _certificate.id)
)
_sister, _act = Certificate.__table__.alias(), CertificateEvent.__table__.alias()
_HAS_REVOCATION = (
    select(_act.c.id)
    .join(_sister, _sister.c.id == _act.c.certificate_id)
    .where(_sister.c.product_id == _certificate.product_id, _act.c.kind == EventKind.REVOKED)
    .exists()
)
_PAGE = select(
    _HAS_REVOCATION.label("has_revocation"),
    _certificate.source_title,
    _certificate.source_date,
    Product.id.label("product_id"),
    Product.name.label("product_name"),
    Product.slug.label("product_slug"),
    Product.code.label("product_code"),
    Product.print,
    Producer.name.label("producer_name"),
    Producer.slug.label("producer_slug"),
    *PRODUCT_PLACE,
).select_from(PRODUCTS.join(Certificate.__table__, _certificate.product_id == Product.id))


def certificate_page(
    session: Session, code: str, at: date, known_at: datetime | None = None
) -> CertificatePage | None:
    """The page of one certificate, or None when there is none with this code.

    With a moment it is the page as it was then: of what had been recorded by it.
    """
    row = session.execute(_PAGE.where(_certificate.code == code)).one_or_none()
    if row is None:
        return None
    entries = entries_of(_recorded(session, code, known_at))
    standing = state((e.event for e in entries if e.counts), at)
    return CertificatePage(
        code=code,
        at=at,
        standing=standing,
        entries=entries,
        product_id=row.product_id,
        has_revocation=row.has_revocation,
        product_name=row.product_name,
        product_slug=row.product_slug,
        product_code=row.product_code,
        print=row.print,
        producer_name=row.producer_name,
        producer_slug=row.producer_slug,
        place=place_of(row),
        source=source_of(standing, entries, StateSource(row.source_title, row.source_date)),
        known_at=known_at,
    )


def _recorded(session: Session, code: str, known_at: datetime | None) -> Sequence[AnyRow]:
    rows = ENTRIES.where(_certificate.code == code)
    if known_at is not None:
        rows = rows.where(_event.recorded_at <= known_at)
    return session.execute(rows).all()


def entries_by_certificate(
    session: Session, codes: Collection[str]
) -> dict[str, tuple[CertificateEntry, ...]]:
    """What is on record about several certificates by their codes, in one query."""
    rows: dict[str, list[AnyRow]] = {code: [] for code in codes}
    for row in session.execute(ENTRIES.where(_certificate.code.in_(codes))):
        rows[row.code].append(row)
    return {code: entries_of(recorded) for code, recorded in rows.items()}


def certificates_of_product(session: Session, product_code: str) -> Sequence[str]:
    """The codes of the certificates of the product with this code, oldest record first."""
    return session.scalars(
        select(Certificate.code)
        .join(Product, Certificate.product_id == Product.id)
        .where(Product.code == product_code)
        .order_by(Certificate.id)
    ).all()
