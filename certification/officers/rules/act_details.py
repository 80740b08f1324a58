"""Serialization of an act on a certificate: how it is kept while it waits for a second person."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from certification.certificates.rules.acts.act import Act, Correction
from certification.certificates.rules.events import EventKind

Detail: TypeAlias = str | int | None
SUBJECT, ACTIONS = "certificate:", "certificate."
_DAYS = ("on", "signed", "last_day")
_WORDS = ("decision", "reason", "public_note")


def ours(actions: Iterable[str]) -> list[str]:
    """Of all actions of the permission table those on certificates."""
    return [action for action in actions if action.startswith(ACTIONS)]


def subject_of(certificate_code: str) -> str:
    """The subject of an act, as the audit names it."""
    return f"{SUBJECT}{certificate_code}"


def code_of(subject: str) -> str:
    return subject.removeprefix(SUBJECT)


def details_of(act: Act) -> dict[str, Detail]:
    details: dict[str, Detail] = {"kind": act.kind, "stars": act.stars}
    for name in _DAYS:
        day: date | None = getattr(act, name)
        details[name] = day.isoformat() if day else None
    for name in _WORDS:
        details[name] = getattr(act, name)
    if act.correction:
        details["corrects"] = act.correction.number
        details["correction_reason"] = act.correction.reason
    return details


def act_from(details: Mapping[str, object]) -> Act:
    """What `details_of` wrote down."""
    days = {name: str(details[name]) for name in _DAYS if details[name]}
    words = {name: str(details[name]) if details[name] else None for name in _WORDS}
    correction = None
    if details.get("corrects"):
        correction = Correction(_number(details["corrects"]), str(details["correction_reason"]))
    return Act(
        kind=EventKind(str(details["kind"])),
        on=date.fromisoformat(days["on"]),
        signed=date.fromisoformat(days["signed"]) if "signed" in days else None,
        last_day=date.fromisoformat(days["last_day"]) if "last_day" in days else None,
        stars=_number(details["stars"]) if details["stars"] else None,
        correction=correction,
        **words,
    )


def _number(detail: object) -> int:
    return int(str(detail))
