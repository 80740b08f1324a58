"""Sequence numbers of a certificate's events, given under its row lock (ADR 20).

Whoever holds the lock sees every event that was accepted before: the number says in which order
acts were accepted, whatever the clock of the machine says, and when their transactions began.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, Integer, any_, func, literal, select
from sqlalchemy.orm import Session

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.rules.events import EventKind

# FOR NO KEY UPDATE: whoever only refers to the certificate need not wait.
LOCK: Mapping[str, Any] = {"key_share": True}

_event = CertificateEvent.__table__.c
_NUMBER = func.coalesce(func.max(_event.number), 0) + 1
# Asked after the lock was waited for; a clock that was set back dates no act before the last one.
_RECORDED_AT = func.greatest(func.statement_timestamp(), func.max(_event.recorded_at))
_GRAVITY = {str(kind): rank for rank, kind in enumerate(EventKind)}  # declared mildest first


class RecordPlace(NamedTuple):
    """Where the next event of a certificate stands on its record."""

    number: int
    recorded_at: datetime


def next_place(session: Session, certificate_id: int) -> RecordPlace:
    """The place of the next event of a certificate whose lock is held."""
    place = select(_NUMBER, _RECORDED_AT).where(_event.certificate_id == certificate_id)
    return RecordPlace(*session.execute(place).one())


def lock_certificates(session: Session, certificate_ids: Iterable[int]) -> dict[int, RecordPlace]:
    """Lock several, in the order of their ids so that nobody waits in a circle; their places."""
    ids = literal([*certificate_ids], ARRAY(Integer))
    rows = select(Certificate.id).where(Certificate.id == any_(ids)).order_by(Certificate.id)
    session.execute(rows.with_for_update(**LOCK)).all()
    places = select(_event.certificate_id, _NUMBER, _RECORDED_AT).group_by(_event.certificate_id)
    listed = session.execute(places.where(_event.certificate_id == any_(ids)))
    return {certificate_id: RecordPlace(*place) for certificate_id, *place in listed}


def numbered(
    events: Iterable[Mapping[str, Any]], places: Mapping[int, RecordPlace]
) -> Iterator[dict[str, Any]]:
    """Events that are recorded at once, each in its place: of a day the graver one stands."""
    taken: Counter[int] = Counter()
    for event in sorted(events, key=lambda e: (e["effective_from"], _GRAVITY[e["kind"]])):
        certificate_id = event["certificate_id"]
        number, recorded_at = places[certificate_id]
        yield {**event, "number": number + taken[certificate_id], "recorded_at": recorded_at}
        taken[certificate_id] += 1
