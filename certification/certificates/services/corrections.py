"""Corrections of acts recorded by mistake: by two people, with a reason that everybody may read.

At the command line the second person is named by the first: a statement, not a proof.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.errors import (
    AlreadyCorrected,
    CorrectionUnexplained,
    CorrectsAnAnnulment,
    NothingToCorrect,
    SecondPersonRequired,
)
from certification.certificates.models import CertificateEvent
from certification.certificates.rules.acts.act import Correction
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.transitions import check_annulment
from core.access.actors import Actor


def corrected_event(session: Session, certificate_id: int, number: int) -> CertificateEvent:
    """The event that a correction is about, of a certificate whose lock is held.

    Raises NothingToCorrect, AlreadyCorrected or CorrectsAnAnnulment.
    """
    event = session.scalar(
        select(CertificateEvent).where(
            CertificateEvent.certificate_id == certificate_id, CertificateEvent.number == number
        )
    )
    if event is None:
        raise NothingToCorrect(number=number)
    if event.kind == EventKind.ANNULLED:
        raise CorrectsAnAnnulment(number=number)
    if session.scalar(select(CertificateEvent.id).where(CertificateEvent.corrects_id == event.id)):
        raise AlreadyCorrected(number=number)
    return event


def position_of(corrected: CertificateEvent) -> int:
    """Where its correction counts: at the number that the first of a chain was given."""
    return corrected.position or corrected.number


def check_correction(
    events: Sequence[Event], correction: Correction, kind: EventKind, *, today: date
) -> None:
    """Refuse a correction without reason, or that leaves nonsense behind."""
    if not correction.reason:
        raise CorrectionUnexplained
    if kind is EventKind.ANNULLED:
        check_annulment(events, correction.number, today)


def check_second(actor: Actor, second: Actor | None) -> None:
    """Refuse a second person who is missing, or is the first. Raises SecondPersonRequired."""
    if second is None or second.is_same_person(actor):
        raise SecondPersonRequired(actor=actor.name)
