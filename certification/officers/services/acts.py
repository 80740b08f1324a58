"""Acts of officers: recorded at once, or put before a second person and recorded by both."""

from datetime import datetime

from sqlalchemy.orm import Session

from accounts.pending_acts.models import PendingAct
from accounts.pending_acts.services.deciding import (
    ProposedAct,
    confirm_act,
    propose_act,
    proposer_of,
    refuse_act,
)
from certification.certificates.models import CertificateEvent
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import day_in_vietnam
from certification.certificates.services.recording import check_act, record_event
from certification.officers.queries.scope import CertificatePlace
from certification.officers.rules.act_details import act_from, code_of, details_of, subject_of
from core.access.actors import Actor
from core.access.permissions import Permission
from core.jobs import queue as jobs


def submit_event(
    session: Session,
    place: CertificatePlace,
    act: Act,
    permission: Permission,
    *,
    actor: Actor,
    at: datetime,
) -> PendingAct | None:
    """Do what an officer asks for: at once, or when a second person has confirmed what is returned.

    Raises what recording raises.
    """
    if permission.two_persons:
        return propose_event(session, place, act, permission.action, actor=actor, at=at)
    record_event(session, place.code, act, actor=actor, today=day_in_vietnam(at))
    return None


def propose_event(
    session: Session, place: CertificatePlace, act: Act, action: str, *, actor: Actor, at: datetime
) -> PendingAct:
    """Put an act that the rules allow before a second person; the certificate stays as it is.

    Raises what recording raises.
    """
    check_act(session, place.code, act, today=day_in_vietnam(at))
    proposed = ProposedAct(
        action=action,
        subject=subject_of(place.code),
        details=details_of(act),
        producer_id=place.producer_id,
        commune_id=place.commune_id,
        province_id=place.province_id,
    )
    pending = propose_act(session, proposed, actor=actor, at=at)
    jobs.defer(session, "certificate.act_proposed", act_id=pending.id)
    return pending


def confirm_event(session: Session, act_id: int, *, actor: Actor, at: datetime) -> CertificateEvent:
    """Record what another officer proposed, if the rules still allow it, under both names.

    Raises what confirming raises (OwnAct, ActDecided, ActExpired), and what recording raises.
    """
    pending = confirm_act(session, act_id, actor=actor, at=at)
    jobs.defer(session, "certificate.act_decided", act_id=act_id)
    return record_event(
        session,
        code_of(pending.subject),
        act_from(pending.details),
        actor=proposer_of(pending),
        second=actor,
        today=day_in_vietnam(at),
    )


def refuse_event(
    session: Session, act_id: int, reason: str, *, actor: Actor, at: datetime
) -> PendingAct:
    """Say no to what another officer proposed. Raises what refusing raises."""
    pending = refuse_act(session, act_id, reason, actor=actor, at=at)
    jobs.defer(session, "certificate.act_decided", act_id=act_id)
    return pending
