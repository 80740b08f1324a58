"""A certificate as officers see it: its record with names, what waits, and what may follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.pending_acts.queries.waiting import waiting_about
from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.entries import CertificateEntry
from certification.certificates.queries.page import CertificatePage, certificate_page
from certification.certificates.rules.acts.verbs import VERBS
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import MAY_FOLLOW, EventKind, State, day_in_vietnam
from certification.certificates.rules.possible_histories import possible_states
from certification.officers.queries.waiting import ProposedEvent, proposed_events
from certification.officers.rules.act_details import subject_of
from core.access.names import IMPORTER


class People(NamedTuple):
    """Who recorded an event, and who confirmed it; nobody where a list was read."""

    actor: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class OfficerRecord:
    """What an officer works with. `may_follow`: the verbs that today's condition allows."""

    page: CertificatePage
    people: Mapping[int, People]
    waiting: Sequence[ProposedEvent]
    may_follow: frozenset[str]

    @property
    def by_number(self) -> list[CertificateEntry]:
        """The record in the order it was accepted, the newest first."""
        return sorted(self.page.entries, key=lambda entry: -entry.number)

    @property
    def vague_grant(self) -> int | None:
        """The number of the recognition whose unknown day leaves it open what is so today."""
        if self.page.standing.state is not State.UNCONFIRMED:
            return None
        vague = (e for e in self.page.entries if e.counts and not e.effective.is_exact)
        return next((e.number for e in vague if e.kind is EventKind.GRANTED), None)

    def entry(self, number: int) -> CertificateEntry | None:
        return next((e for e in self.page.entries if e.number == number), None)

    def recorded_since(self, moment: datetime) -> list[CertificateEntry]:
        return [entry for entry in self.by_number if entry.recorded_at > moment]


def officer_record(session: Session, code: str, at: datetime) -> OfficerRecord | None:
    """None when there is no certificate with this code."""
    today = day_in_vietnam(at)
    page = certificate_page(session, code, today)
    if page is None:
        return None
    counting = [entry.event for entry in page.entries if entry.counts]
    states = possible_states(counting, VagueDate.exact(today))
    return OfficerRecord(
        page=page,
        people=_people(session, code),
        waiting=proposed_events(session, waiting_about(session, subject_of(code), at), at),
        may_follow=frozenset(verb for verb, kind in VERBS.items() if states & MAY_FOLLOW[kind]),
    )


def _people(session: Session, code: str) -> dict[int, People]:
    rows = session.execute(
        select(CertificateEvent.number, CertificateEvent.actor, CertificateEvent.second_actor)
        .join(Certificate, Certificate.id == CertificateEvent.certificate_id)
        .where(Certificate.code == code)
    )
    return {
        number: People(None if actor == IMPORTER else actor, second)
        for number, actor, second in rows
    }
