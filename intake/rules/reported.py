"""Matching a row with the record: a new recognition, a correction, or nothing new."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from certification.certificates.rules.authority import issuer
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import EventKind, Evidence, day_in_vietnam
from core.access.names import IMPORTER
from intake.rules.catalogue_rows import ProductRow
from intake.rules.source_dates import granted_between

_YEAR = re.compile("[0-9]{4}")

_TOLD = ("kind", "evidence", "effective_from", "effective_to", "stars", "last_day", "decision")

EventValues = Mapping[str, Any]  # columns of an event


@dataclass(frozen=True, slots=True)
class CertificateOnFile:
    """A certificate on file with what counts of its record; `newest` numbers the last event."""

    id: int
    source_key: str
    source_title: str
    source_date: str
    events: tuple[EventValues, ...]
    newest: int


def same_recognition(
    on_file: Sequence[CertificateOnFile], row: ProductRow
) -> CertificateOnFile | None:
    """The certificate of the product that the row is about, if there is one.

    A notice that names another decision or an earlier year than before, or learns or leaves out the
    year, still reports the same recognition. A later year is a later recognition.
    """
    key = row.recognition
    exact = next((c for c in on_file if c.source_key == key), None)
    if exact is None and (decided := _decided_now(on_file, row)):
        return decided
    same_source = [c for c in on_file if row.source_title and c.source_title == row.source_title]
    if exact or len(same_source) != 1:
        return exact
    before = same_source[0].source_key
    is_later = _YEAR.fullmatch(before) and _YEAR.fullmatch(key) and key > before
    return None if is_later else same_source[0]


def _decided_now(on_file: Sequence[CertificateOnFile], row: ProductRow) -> CertificateOnFile | None:
    """The certificate that was only assessed, in the year before the recognition of the row."""
    if row.stars is None or row.evidence is Evidence.ASSESSED:
        return None
    before = [
        c
        for c in on_file
        if c.events[-1]["evidence"] == Evidence.ASSESSED
        and _YEAR.fullmatch(c.source_key)
        and str(int(c.source_key) + 1) == row.recognition
    ]
    return before[0] if len(before) == 1 else None


def with_known_year(row: ProductRow, recorded: CertificateOnFile) -> ProductRow:
    """The row; where it names no year, with the one on record."""
    if row.year or row.issued_on or not _YEAR.fullmatch(recorded.source_key):
        return row
    return replace(row, year=int(recorded.source_key))


def first_event(row: ProductRow, today: date) -> dict[str, Any]:
    """The event with which the certificate that the row reports begins."""
    return _event(row, today, None)


def correction(recorded: CertificateOnFile, row: ProductRow, today: date) -> dict[str, Any] | None:
    """The event that corrects or follows the imported one, if the file now says otherwise.

    A certificate that an officer has acted on is left as it is: the record is nearer to the truth
    than the file.
    """
    if any(event["actor"] != IMPORTER for event in recorded.events):
        return None
    before = recorded.events[-1]
    reported = _event(row, today, recorded)
    if all(before[name] == value for name, value in reported.items()):
        return None
    if _is_outdated(reported, recorded.events):
        return None
    answered = _is_answer(reported, before)
    return reported | {
        "certificate_id": recorded.id,
        "corrects_id": None if answered else before["id"],
        "position": None if answered else before["position"] or before["number"],
    }


def _is_outdated(reported: EventValues, events: Sequence[EventValues]) -> bool:
    """Whether a notice is older than what is on record: it erases neither a paper nor an answer."""
    if reported["kind"] == EventKind.PROPOSED:
        return bool(events[-1]["kind"] != EventKind.PROPOSED)
    return len(events) > 1 and bool(reported["evidence"] == Evidence.ASSESSED)


def _is_answer(reported: EventValues, before: EventValues) -> bool:
    """Whether a recognition follows what was only proposed or assessed before."""
    if reported["kind"] != EventKind.GRANTED:
        return False
    was_open = before["kind"] == EventKind.PROPOSED or before["evidence"] == Evidence.ASSESSED
    return was_open and bool(reported["evidence"] == Evidence.RECOGNISED)


def changes_of(recorded: CertificateOnFile, corrected: EventValues) -> dict[str, tuple[Any, Any]]:
    """The former and the present value of what a correction changes."""
    before = recorded.events[-1]
    return {n: (before[n], corrected[n]) for n in _TOLD if before[n] != corrected[n]}


def _event(row: ProductRow, today: date, recorded: CertificateOnFile | None) -> dict[str, Any]:
    """What the row reports, with what it does not give taken from the record."""
    before = recorded.events[-1] if recorded else None
    when, evidence = _when(row, today, recorded), _evidence(row, before)
    has_paper = evidence is Evidence.RECOGNISED
    authority = issuer(row.stars, when) if row.stars and has_paper else None
    last_day = row.expires_on if "expires_on" in row.given or not before else before["last_day"]
    return {
        "kind": str(EventKind.GRANTED if row.stars else EventKind.PROPOSED),
        "evidence": str(evidence),
        "effective_from": when.earliest,
        "effective_to": when.latest,
        "stars": row.stars,
        "last_day": last_day if row.stars else None,
        "decision": row.decision or None,
        "authority": authority.name if authority else None,
        "actor": IMPORTER,
    }


def _evidence(row: ProductRow, before: EventValues | None) -> Evidence:
    """What the file says by hand; without its column what is on record, until a decision comes."""
    if row.stars is None:
        return Evidence.RECOGNISED
    if "evidence" in row.given:
        return row.evidence
    if before and not (row.decision or row.issued_on):
        return Evidence(before["evidence"])
    return Evidence.RECOGNISED


def _when(row: ProductRow, today: date, recorded: CertificateOnFile | None) -> VagueDate:
    if row.issued_on:
        return VagueDate.exact(row.issued_on)
    before = recorded.events[-1] if recorded else None
    if recorded and "issued_on" not in row.given and _is_still_the_day(row, recorded):
        return VagueDate.exact(recorded.events[-1]["effective_from"])
    # Bounds end at the day of recording: read again later, the same row must mean the same.
    recorded_on = day_in_vietnam(before["recorded_at"]) if before else today
    return granted_between(row.year, row.source_date, recorded_on)


def _is_still_the_day(row: ProductRow, recorded: CertificateOnFile) -> bool:
    """Whether a day on record is exact and does not contradict the row."""
    before = recorded.events[-1]
    day: date = before["effective_from"]
    is_same_round = row.recognition == recorded.source_key
    return bool(day == before["effective_to"]) and (row.year in (None, day.year) or is_same_round)
