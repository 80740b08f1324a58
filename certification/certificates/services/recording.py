"""Recording what happened to a certificate: the only way its state changes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.standings import certificate_events
from certification.certificates.rules.authority import issuer
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.transitions import check
from certification.certificates.services.numbering import LOCK, next_place
from core.audit.entries import record
from core.errors import NotFound
from core.jobs import queue as jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What an officer puts on record: from `on` the certificate stands as `kind` says."""

    kind: EventKind
    on: date
    stars: int | None = None
    last_day: date | None = None
    decision: str | None = None
    reason: str | None = None
    public_note: str | None = None


def record_event(
    session: Session, certificate_code: str, act: Act, *, actor: str, today: date
) -> CertificateEvent:
    """Add a dated event to a certificate, if the rules let it follow what is on record.

    Raises NotFound, or what rules.transitions refuses; nothing is stored then.
    """
    certificate = session.scalar(
        select(Certificate).where(Certificate.code == certificate_code).with_for_update(**LOCK)
    )
    if certificate is None:
        raise NotFound(certificate=certificate_code)
    check(certificate_events(session, certificate.id), _event(act), today)
    row = _row(certificate.id, act, actor)
    row.number, row.recorded_at = next_place(session, certificate.id)
    session.add(row)
    session.flush()
    record(
        session, actor=actor, action=f"certificate.{act.kind}",
        subject=f"certificate:{certificate_code}",
        on=act.on.isoformat(), stars=act.stars, decision=act.decision, reason=act.reason,
    )  # fmt: skip
    jobs.defer(session, "product.changed", product_ids=[certificate.product_id])
    return row


def _event(act: Act) -> Event:
    return Event(
        kind=act.kind,
        effective=VagueDate.exact(act.on),
        stars=act.stars,
        last_day=act.last_day,
        decision=act.decision,
        reason=act.reason,
    )


def _row(certificate_id: int, act: Act, actor: str) -> CertificateEvent:
    authority = issuer(act.stars, VagueDate.exact(act.on)) if act.stars else None
    return CertificateEvent(
        certificate_id=certificate_id,
        kind=act.kind,
        effective_from=act.on,
        effective_to=act.on,
        stars=act.stars,
        last_day=act.last_day,
        decision=act.decision,
        authority=authority.name if authority else None,
        reason=act.reason,
        public_note=act.public_note,
        actor=actor,
    )
