"""Entries of a certificate's record as everybody may read them, and what they are known from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from certification.certificates.queries.standings import event_of
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind
from certification.certificates.rules.standing import Standing
from core.access.names import IMPORTER
from core.clock import VIETNAM
from core.db.model import AnyRow


@dataclass(frozen=True, slots=True)
class CertificateEntry:
    """Something on record. A corrected entry stays visible and no longer counts.

    `corrects` is the number of the entry it corrects. Who recorded it is for the audit alone.
    """

    number: int
    event: Event
    authority: str | None
    note: str | None
    recorded_at: datetime
    corrects: int | None
    correction_reason: str | None
    corrected: bool
    is_official: bool  # recorded by an officer, not read from a list

    @property
    def recorded_on(self) -> date:
        """The day it was recorded, in Vietnam."""
        return self.recorded_at.astimezone(VIETNAM).date()

    @property
    def kind(self) -> EventKind:
        return self.event.kind

    @property
    def effective(self) -> VagueDate:
        return self.event.effective

    @property
    def counts(self) -> bool:
        return not self.corrected and self.kind is not EventKind.ANNULLED

    def summary(self) -> dict[str, object]:
        """The entry as plain data."""
        event = self.event
        return {
            "number": self.number,
            "kind": event.kind,
            "effective": bounds(event.effective),
            "signed": event.decided_on,
            "stars": event.stars,
            "last_day": event.last_day,
            "decision": event.decision,
            "reason": event.reason,
            "note": self.note,
            "recorded_at": self.recorded_at,
            "corrects": self.corrects,
            "correction_reason": self.correction_reason,
            "corrected": self.corrected,
        }


@dataclass(frozen=True, slots=True)
class StateSource:
    """Where the state is known from: a notice, or the act an officer recorded.

    `act` is the number of that act's decision, empty where it names none; None for a notice.
    """

    title: str
    date: str  # as precise as it is known: "2024-12", "2023", ""
    act: str | None = None


def bounds(day: VagueDate | None) -> dict[str, date] | None:
    """A day as plain data: both bounds, equal when it is known."""
    return {"earliest": day.earliest, "latest": day.latest} if day else None


def entries_of(rows: Iterable[AnyRow]) -> tuple[CertificateEntry, ...]:
    """What is on record about one certificate, by the day it took effect, from all its rows."""
    ordered = sorted(rows, key=_order)
    numbers = {row.id: row.number for row in ordered}
    corrected = {row.corrects_id for row in ordered}
    return tuple(
        CertificateEntry(
            number=row.number,
            event=event_of(row),
            authority=row.authority,
            note=row.public_note,
            recorded_at=row.recorded_at,
            corrects=numbers.get(row.corrects_id),
            correction_reason=row.correction_reason,
            corrected=row.id in corrected,
            is_official=row.actor != IMPORTER,
        )
        for row in ordered
    )


def _order(row: AnyRow) -> tuple[date, int, int]:
    return row.effective_from, row.position or row.number, row.number


def behind(number: int | None, entries: Sequence[CertificateEntry]) -> CertificateEntry | None:
    """The entry with a number; None where no single one is certain."""
    return next((entry for entry in entries if number and entry.number == number), None)


def source_of(
    standing: Standing, entries: Sequence[CertificateEntry], notice: StateSource
) -> StateSource:
    """Under an officer's act the notice is no longer the source of what is said."""
    act = behind(standing.act, entries)
    if act is None or not act.is_official:
        return notice
    decision = act.event.decision
    if decision:
        day = act.event.decided_on or act.effective.latest
        return StateSource(f"Quyết định {decision}", str(day), decision)
    # "Recorded by", and so the day of recording: what takes effect may do so on another.
    day = act.event.decided_on or act.recorded_on
    return StateSource("Cơ quan quản lý ghi nhận", str(day), "")
