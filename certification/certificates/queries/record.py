"""Everything on record about certificates of products, and what follows from it, in one query."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from certification.certificates.models import CertificateEvent
from certification.certificates.queries.standings import (
    IS_CORRECTED,
    NOTHING,
    ProductStanding,
    recorded_of_products,
    standings_of,
)
from certification.certificates.rules.events import EventKind
from core.db.model import AnyRow

_event = CertificateEvent.__table__.c
_OF_PRODUCTS = recorded_of_products(
    _event.id,
    _event.authority,
    _event.public_note,
    _event.actor,
    _event.corrects_id,
    _event.correction_reason,
    IS_CORRECTED.label("corrected"),
)


@dataclass(frozen=True, slots=True)
class CertificationRecord:
    """Where a product stands, and by certificate the events on record, corrected ones too."""

    certified: ProductStanding = NOTHING
    events: Mapping[str, list[AnyRow]] = field(default_factory=dict)


NO_RECORD = CertificationRecord()


def counts(row: AnyRow) -> bool:
    """Whether an event on record says anything about the certificate."""
    return not row.corrected and row.kind != EventKind.ANNULLED


def certification_records(
    session: Session, product_ids: Collection[int], at: date
) -> dict[int, CertificationRecord]:
    """Of each product that has a certificate."""
    rows = _OF_PRODUCTS.rows(session, product_ids=list(product_ids))
    events: dict[int, dict[str, list[AnyRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        events[row.product_id][row.code].append(row)
    standings = standings_of((row for row in rows if counts(row)), at)
    return {
        product: CertificationRecord(standings.get(product, NOTHING), of_product)
        for product, of_product in events.items()
    }
