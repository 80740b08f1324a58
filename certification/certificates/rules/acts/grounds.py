"""Grounds of a revocation (Điều 8.1 of Decision 26/2026/QĐ-TTg) as people write them down."""

import unicodedata
from typing import NamedTuple

from certification.certificates.rules.events import EventKind

OPEN_GROUND = "e"  # another conclusion of an authority


class StatedReason(NamedTuple):
    """The letter of the law, and words that everybody may read."""

    ground: str | None
    note: str | None


def stated_reason(reason: str | None, kind: EventKind) -> StatedReason:
    """What a reason says: of a revocation a letter, alone or before words: “c: kết luận thanh tra”.

    Words alone are filed under the open ground. A letter that the law does not have stays: the
    rules refuse it.
    """
    if not reason or kind is not EventKind.REVOKED:
        return StatedReason(None, reason or None)
    letter, _, words = reason.partition(":")
    ground = unicodedata.normalize("NFC", letter).strip().casefold()
    if len(ground) == 1:
        return StatedReason(ground, words.strip() or None)
    return StatedReason(OPEN_GROUND, reason)
