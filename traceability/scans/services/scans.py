"""Recording of scans under keys that change daily, and their retention: see docs/privacy.md."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ARRAY, Date, String, any_, cast, delete, func, literal, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from core.clock import VIETNAM
from core.db.bulk import append_all
from core.limits.network_source import network
from traceability.scans.models import CodeReport, Scan, ScanDay, ScanKey
from traceability.scans.rules.visitors import RELOAD_MINUTES, device, is_program, mark

KEEP_ROWS = timedelta(days=90)
KEEP_NETWORKS = timedelta(hours=72)
KEEP_KEYS = timedelta(hours=48)
KEY_BYTES = 32
_BATCH_LOCK = 7_200_004  # advisory lock: two processes never judge the same reload at once


@dataclass(frozen=True, slots=True)
class NewScan:
    """One request for a code. The address lives in memory only, until its batch is written."""

    code: str
    known: bool
    at: datetime
    language: str
    address: str
    agent: str


def day_key(session: Session, day: date) -> bytes:
    """The key of a day, made by whoever needs it first."""
    known = select(ScanKey.key).where(ScanKey.day == day)
    key = session.scalar(known)
    if key is not None:
        return key
    session.execute(
        postgresql.insert(ScanKey)
        .values(day=day, key=secrets.token_bytes(KEY_BYTES))
        .on_conflict_do_nothing()
    )
    return session.scalars(known).one()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends something, as marks of that day: of address and browser, and of the address."""

    visitor: bytes
    source: bytes


def sender(session: Session, *, address: str, agent: str, at: datetime) -> Sender:
    """The marks of whoever sends from there."""
    key = day_key(session, at.astimezone(VIETNAM).date())
    return Sender(visitor=mark(key, address, agent), source=mark(key, address))


def record_scans(session: Session, scans: Sequence[NewScan]) -> int:
    """Keep those that are scans: not programs, not reloads. Returns how many."""
    people = [scan for scan in scans if not is_program(scan.agent)]
    if not people:
        return 0
    session.execute(select(func.pg_advisory_xact_lock(_BATCH_LOCK)))
    seen = _recent(session, people)
    keys = {day: day_key(session, day) for day in {_day(scan) for scan in people}}
    rows = []
    for scan in sorted(people, key=lambda scan: scan.at):
        visitor = mark(keys[_day(scan)], scan.address, scan.agent)
        who = (scan.code, visitor)
        if who in seen and scan.at - seen[who] < timedelta(minutes=RELOAD_MINUTES):
            continue
        seen[who] = scan.at
        rows.append(_row(scan, visitor))
    append_all(session, Scan, rows)
    return len(rows)


def total_days(session: Session, before: date) -> int:
    """Count every earlier day that still has rows. Counting one again gives the same numbers."""
    # A scan's day is Vietnam's, whatever the time zone of the server.
    day = cast(func.timezone(str(VIETNAM), Scan.minute), Date)
    counted = (
        select(day.label("day"), Scan.code, func.count(), func.count(Scan.visitor.distinct()))
        .where(Scan.minute < _midnight(before))
        .group_by("day", Scan.code)
    )
    # The oldest day may be half deleted already: its totals never shrink.
    put = postgresql.insert(ScanDay).from_select(["day", "code", "scans", "visitors"], counted)
    newer = {
        "scans": func.greatest(ScanDay.scans, put.excluded.scans),
        "visitors": func.greatest(ScanDay.visitors, put.excluded.visitors),
    }
    done = session.scalars(
        put.on_conflict_do_update(index_elements=[ScanDay.day, ScanDay.code], set_=newer).returning(
            ScanDay.code
        )
    )
    return len(done.all())


def forget(session: Session, now: datetime) -> None:
    """Delete what is past its time: rows, networks, keys, and the marks that keys made."""
    session.execute(delete(Scan).where(Scan.minute < now - KEEP_ROWS))
    session.execute(
        update(Scan)
        .where(Scan.minute < now - KEEP_NETWORKS, Scan.network.is_not(None))
        .values(network=None)
    )
    # 48 hours after its day began a key is gone, and no mark can be made from an address any more.
    oldest = (now - KEEP_KEYS).astimezone(VIETNAM).date()
    session.execute(delete(ScanKey).where(ScanKey.day <= oldest))
    session.execute(
        update(CodeReport)
        .where(CodeReport.created_at < now - KEEP_KEYS, CodeReport.visitor.is_not(None))
        .values(visitor=None, source=None)
    )


def _recent(session: Session, scans: Iterable[NewScan]) -> dict[tuple[str, bytes], datetime]:
    """When each visitor of the last minutes was counted at these codes."""
    listed = list(scans)
    since = min(scan.at for scan in listed) - timedelta(minutes=RELOAD_MINUTES + 1)
    codes = literal(list({scan.code for scan in listed}), ARRAY(String))  # one parameter for all
    rows = session.execute(
        select(Scan.code, Scan.visitor, func.max(Scan.minute))
        .where(Scan.code == any_(codes), Scan.minute >= since)
        .group_by(Scan.code, Scan.visitor)
    )
    return {(code, visitor): minute for code, visitor, minute in rows}


def _day(scan: NewScan) -> date:
    return scan.at.astimezone(VIETNAM).date()


def _row(scan: NewScan, visitor: bytes) -> dict[str, object]:
    return {
        "code": scan.code,
        "known": scan.known,
        "minute": scan.at.replace(second=0, microsecond=0),
        "language": scan.language,
        "device": device(scan.agent),
        "visitor": visitor,
        "network": network(scan.address) or None,
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
