"""Query of standings: what certificates say about products on a day, for all badges and lists."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ARRAY, Integer, any_, bindparam, select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.state import Standing, State, best, precedence, state
from core.db.model import AnyRow


@dataclass(frozen=True, slots=True)
class CertificateStanding:
    """One certificate of a product and where it stands."""

    code: str
    standing: Standing
    events: tuple[Event, ...]
    source_title: str
    source_date: str


@dataclass(frozen=True, slots=True)
class ProductStanding:
    """The product's standing, and the certificates it follows from, the one that speaks first."""

    standing: Standing
    certificates: tuple[CertificateStanding, ...]

    @property
    def speaking(self) -> CertificateStanding | None:
        """The certificate whose state the product shows."""
        return self.certificates[0] if self.certificates else None

    def on(self, day: date) -> Standing:
        """Where the product will stand on another day if nothing is recorded until then."""
        return best(state(certificate.events, day) for certificate in self.certificates)


CHUNK = 1000
NOTHING = ProductStanding(Standing(State.NONE), ())

# Columns of tables and one parameter for all products: see storefront.pages.queries.cards.
_certificate, _event_row = Certificate.__table__.c, CertificateEvent.__table__.c
_corrected = CertificateEvent.__table__.alias()
_EVENTS = (
    select(
        _certificate.product_id,
        _certificate.code,
        _certificate.source_title,
        _certificate.source_date,
        _event_row.kind,
        _event_row.effective_from,
        _event_row.effective_to,
        _event_row.stars,
        _event_row.last_day,
        _event_row.decided_on,
        _event_row.decision,
        _event_row.reason,
        _event_row.recorded_at,
    )
    .select_from(Certificate.__table__)
    .join(CertificateEvent.__table__, _event_row.certificate_id == _certificate.id)
    .where(~select(_corrected.c.id).where(_corrected.c.corrects_id == _event_row.id).exists())
    .order_by(_certificate.id, _event_row.id)
)
_OF_PRODUCTS = _EVENTS.where(
    _certificate.product_id == any_(bindparam("product_ids", type_=ARRAY(Integer)))
)
_MOST_KEPT = 4_096  # certificates read lately; a few megabytes in each process


def product_standings(
    session: Session, product_ids: Collection[int], at: date
) -> dict[int, ProductStanding]:
    """Where each product stands on a day, in one query; without a certificate it is NOTHING."""
    rows = session.execute(_OF_PRODUCTS, {"product_ids": list(product_ids)})
    found: dict[int, dict[str, list[AnyRow]]] = defaultdict(dict)
    for row in rows:
        found[row.product_id].setdefault(row.code, []).append(row)
    standings = {
        product: _of_product(
            [_of_certificate(code, tuple(events), at) for code, events in by_code.items()]
        )
        for product, by_code in found.items()
    }
    return {product: standings.get(product, NOTHING) for product in product_ids}


@lru_cache(_MOST_KEPT)
def _of_certificate(code: str, rows: tuple[AnyRow, ...], at: date) -> CertificateStanding:
    """The rows themselves are the key: another event on record is another question."""
    events = tuple(event_of(row) for row in rows)
    first = rows[0]
    return CertificateStanding(
        code, state(events, at), events, first.source_title, first.source_date
    )


def _of_product(certificates: Iterable[CertificateStanding]) -> ProductStanding:
    """The certificate that speaks for the product comes first."""
    ordered = sorted(certificates, key=lambda c: precedence(c.standing), reverse=True)
    return ProductStanding(best(c.standing for c in ordered), tuple(ordered))


def event_of(row: AnyRow | CertificateEvent) -> Event:
    """What the rules see of one event on record."""
    return Event(
        kind=EventKind(row.kind),
        effective=VagueDate(row.effective_from, row.effective_to),
        stars=row.stars,
        last_day=row.last_day,
        decided_on=row.decided_on,
        decision=row.decision,
        reason=row.reason,
        recorded_at=row.recorded_at,
    )


def certificate_events(session: Session, certificate_id: int) -> tuple[Event, ...]:
    """What counts of one certificate's record, in the order it was recorded."""
    rows = session.execute(_EVENTS.where(_certificate.id == certificate_id))
    return tuple(event_of(row) for row in rows)


def changing_between(session: Session, after: date, until: date) -> list[int]:
    """Products whose standing changes after one day and by another, with nothing recorded."""
    ids = session.scalars(select(Certificate.product_id).distinct()).all()
    changed: list[int] = []
    for start in range(0, len(ids), CHUNK):
        standings = product_standings(session, ids[start : start + CHUNK], after)
        next_changes = ((i, standing.standing.change_on) for i, standing in standings.items())
        changed += [i for i, day in next_changes if day and day <= until]
    return changed
