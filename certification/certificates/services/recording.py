"""Recording what happened to a certificate: the only way its state changes."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.standings import certificate_events
from certification.certificates.rules.acts.act import Act, event_of
from certification.certificates.rules.authority import issuer
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.state import state
from certification.certificates.rules.transitions import check, preceding
from certification.certificates.services.corrections import (
    check_correction,
    check_second,
    corrected_event,
    position_of,
)
from certification.certificates.services.numbering import LOCK, next_place
from core.access.actors import Actor
from core.audit.entries import Detail, record
from core.errors import NotFound
from core.jobs import queue as jobs

_PAPERS = (EventKind.GRANTED, EventKind.RENEWED, EventKind.RERATED)


def record_event(
    session: Session,
    certificate_code: str,
    act: Act,
    *,
    actor: Actor,
    today: date,
    second: Actor | None = None,
) -> CertificateEvent:
    """Add a dated event to a certificate, if the rules let it follow what is on record.

    A correction needs a `second` person besides the actor; other acts may have one. Raises
    NotFound, or what rules.transitions refuses; nothing is stored then.
    """
    certificate, events, corrects = check_act(session, certificate_code, act, today=today)
    if second or act.correction:
        check_second(actor, second)
    row = _row(certificate.id, act, actor, events)
    if corrects:
        row.corrects_id, row.position = corrects.id, position_of(corrects)
    if second:
        row.second_actor, row.second_account_id = second.name, second.account_id
    row.number, row.recorded_at = next_place(session, certificate.id)
    session.add(row)
    session.flush()
    _tell(session, certificate, act, actor, second)
    return row


class CheckedAct(NamedTuple):
    """What an act that the rules allow is about: the certificate, what counts of its record."""

    certificate: Certificate
    events: Sequence[Event]
    corrects: CertificateEvent | None


def check_act(session: Session, certificate_code: str, act: Act, *, today: date) -> CheckedAct:
    """Lock the certificate, and refuse what cannot follow what is on record; stores nothing.

    Raises NotFound, or what rules.transitions refuses.
    """
    certificate = session.scalar(
        select(Certificate).where(Certificate.code == certificate_code).with_for_update(**LOCK)
    )
    if certificate is None:
        raise NotFound(certificate=certificate_code)
    events = certificate_events(session, certificate.id)
    corrects = None
    if act.correction:
        corrects = corrected_event(session, certificate.id, act.correction.number)
        check_correction(events, act.correction, act.kind, today=today)
    if act.kind is not EventKind.ANNULLED:
        check(events, event_of(act), today, instead_of=act.corrects)
    return CheckedAct(certificate, events, corrects)


def _row(certificate_id: int, act: Act, actor: Actor, events: Sequence[Event]) -> CertificateEvent:
    return CertificateEvent(
        certificate_id=certificate_id,
        kind=act.kind,
        effective_from=act.on,
        effective_to=act.on,
        stars=act.stars,
        last_day=act.last_day,
        decision=act.decision,
        decided_on=act.signed,
        authority=_authority(act, preceding(events, event_of(act), instead_of=act.corrects)),
        reason=act.reason,
        public_note=act.public_note,
        actor=actor.name,
        account_id=actor.account_id,
        correction_reason=act.correction.reason if act.correction else None,
    )


def _authority(act: Act, before: Sequence[Event]) -> str | None:
    """Who gives a paper of that level on the day it is signed."""
    if act.kind not in _PAPERS:
        return None
    stars = act.stars or state(before, act.on).stars
    authority = issuer(stars, VagueDate.exact(act.signed or act.on)) if stars else None
    return authority.name if authority else None


def _tell(
    session: Session, certificate: Certificate, act: Act, actor: Actor, second: Actor | None
) -> None:
    """The audit and whoever follows the product's standing."""
    facts: dict[str, Detail] = {
        "on": act.on.isoformat(),
        "stars": act.stars,
        "decision": act.decision,
        "reason": act.reason,
    }
    if act.signed:
        facts["signed"] = act.signed.isoformat()
    if act.last_day:
        facts["last_day"] = act.last_day.isoformat()
    if act.correction:
        facts |= {
            "corrects": act.correction.number,
            "correction_reason": act.correction.reason,
        }
    if second:
        facts["second"] = second.name
        if second.account_id is not None:
            facts["second_account"] = second.account_id
    record(
        session, actor=actor, action=f"certificate.{act.kind}",
        subject=f"certificate:{certificate.code}", **facts,
    )  # fmt: skip
    jobs.defer(session, "product.changed", product_ids=[certificate.product_id])
