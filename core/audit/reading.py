"""Reading the record of official acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from core.audit.entries import AuditEntry
from core.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """Who, on whose behalf, when and what; its details say what stood before and stands now."""

    id: int
    at: datetime
    actor: str
    on_behalf_of: str | None
    action: str
    subject: str
    details: dict[str, object]


def acts_since(session: Session, moment: datetime) -> Iterator[RecordedAct]:
    """In the order in which they were recorded."""
    entries = session.scalars(
        select(AuditEntry).where(AuditEntry.at >= moment).order_by(AuditEntry.id)
    )
    yield from map(_act, entries)


_PARTY = AuditEntry.details["on_behalf_of"].astext
PER_PAGE = 50
MOST_EXPORTED = 20_000  # rows of a file that people still open


@dataclass(frozen=True, slots=True)
class ActSearch:
    """What somebody looks for: words of the actor, the act or its subject, and days in Vietnam."""

    text: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


def acts_like(session: Session, search: ActSearch) -> tuple[list[RecordedAct], int]:
    """A page of them, newest first, and how many there are."""
    conditions = _conditions(search)
    total = session.scalar(select(func.count()).select_from(AuditEntry).where(*conditions)) or 0
    page = _newest(conditions).limit(PER_PAGE).offset((search.page - 1) * PER_PAGE)
    return [_act(entry) for entry in session.scalars(page)], total


def acts_to_export(session: Session, search: ActSearch) -> list[RecordedAct]:
    """The newest of them, as many as a file may hold."""
    entries = session.scalars(_newest(_conditions(search)).limit(MOST_EXPORTED))
    return [_act(entry) for entry in entries]


def _newest(conditions: Sequence[ColumnElement[bool]]) -> Select[AuditEntry]:
    return select(AuditEntry).where(*conditions).order_by(AuditEntry.id.desc())


def _conditions(search: ActSearch) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if search.text:
        columns = (AuditEntry.actor, AuditEntry.action, AuditEntry.subject, _PARTY)
        conditions.append(
            or_(*(column.icontains(search.text, autoescape=True) for column in columns))
        )
    if search.since:
        conditions.append(AuditEntry.at >= datetime.combine(search.since, time.min, VIETNAM))
    if search.until:
        after = search.until + timedelta(days=1)
        conditions.append(AuditEntry.at < datetime.combine(after, time.min, VIETNAM))
    return conditions


def _act(entry: AuditEntry) -> RecordedAct:
    details = dict(entry.details)
    party = details.pop("on_behalf_of", None)
    return RecordedAct(
        entry.id,
        entry.at,
        entry.actor,
        str(party) if party else None,
        entry.action,
        entry.subject,
        details,
    )
