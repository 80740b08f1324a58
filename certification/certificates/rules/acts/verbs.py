"""Verbs by which people put events on record, and the row of the permission table for each."""

from collections.abc import Container

from certification.certificates.rules.events import EventKind

VERBS = {
    "grant": EventKind.GRANTED,
    "suspend": EventKind.SUSPENDED,
    "lift": EventKind.LIFTED,
    "revoke": EventKind.REVOKED,
    "rerate": EventKind.RERATED,
    "renew": EventKind.RENEWED,
    "extend": EventKind.EXTENDED,
}
_VERB_OF = {kind: verb for verb, kind in VERBS.items()}
RECORD, CORRECT = "certificate.record", "certificate.correct"


def permission_for(kind: EventKind, *, is_correction: bool, known: Container[str]) -> str:
    """The action that an event is: a row of its own where the table has one, else recording.

    So which events need more than an officer of the province, or two of them, is data.
    """
    if is_correction:
        return CORRECT
    own = f"certificate.{_VERB_OF.get(kind, kind)}"
    return own if own in known else RECORD
