"""Codes in the search box: a public code or a barcode number leads to what it was given to."""

import re

from flask import url_for
from sqlalchemy.orm import Session

from core.code_recognition import CodeFault
from traceability.resolver.queries import known_codes
from traceability.resolver.rules.typed import Reading, read_text

# Reading a text costs 0.1 to 0.3 ms, and most searches are words: no digit, and none so long.
_LETTER = re.compile(r"[^\W\d_]")
# Digits between letters and letters between digits, as no brand has them: not "OMEGA 12345".
_AS_PRINTED = re.compile(
    r"(?=.*[0-9][A-Z]+[0-9])(?=.*[A-Z][0-9]+[A-Z])[0-9A-Z]{5}[- ]?[0-9A-Z]{5}\W*"
)
_FEWEST_DIGITS = 12  # of a barcode number; fewer may be a day
_PERHAPS = re.compile(r"\d|\w{10}|\b\w{5}\W{1,3}\w{5}\b")


def page_of_code(session: Session, typed: str) -> str | None:
    """The path of the page that is meant; None where the words are words.

    Only what is on record is meant: an ordinary word may be well formed by chance. A barcode number
    alone is no words in any case, nor is a code as labels print it with a mistake: the look-up says
    what is the matter.
    """
    if not _PERHAPS.search(typed):
        return None
    reading = read_text(typed)
    known = known_codes(session, reading)
    if not known:
        return url_for("lookup.form", ma=typed) if _is_no_word(typed, reading) else None
    if len(known) > 1:
        return url_for("lookup.form", ma=typed)
    code = known[0]
    if code.slug:
        return url_for("product.show", slug=code.slug)
    return url_for("scan.code", code=code.code)


def _is_no_word(typed: str, reading: Reading) -> bool:
    """Whether nobody looks for goods by it."""
    reason = reading.fault.reason if reading.fault else ""
    if reason == CodeFault.CHECK_CHARACTER:
        return bool(_AS_PRINTED.fullmatch(typed.strip()))
    is_barcode = reason == "barcode" and sum(map(str.isdigit, typed)) >= _FEWEST_DIGITS
    is_number = bool(reading.links) or is_barcode
    return reason == "rounded" or (is_number and not _LETTER.search(typed))
