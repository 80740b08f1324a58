"""Codes in the search box: a public code or a barcode number leads to what it was given to."""

import re

from flask import url_for
from sqlalchemy.orm import Session

from traceability.resolver.queries import known_codes
from traceability.resolver.rules.typed import read_text

# Reading a text costs 0.1 to 0.3 ms, and most searches are words: no digit, and none so long.
_LETTER = re.compile(r"[^\W\d_]")
_PERHAPS = re.compile(r"\d|\w{10}|\b\w{5}\W{1,3}\w{5}\b")


def page_of_code(session: Session, typed: str) -> str | None:
    """The path of the page that is meant; None where the words are words.

    Only what is on record is meant: an ordinary word may be well formed by chance. A barcode number
    alone is no words in any case: the look-up says that nobody has declared it.
    """
    if not _PERHAPS.search(typed):
        return None
    reading = read_text(typed)
    known = known_codes(session, reading)
    if not known:
        is_number = reading.links and not _LETTER.search(typed)
        return url_for("lookup.form", ma=typed) if is_number else None
    if len(known) > 1:
        return url_for("lookup.form", ma=typed)
    code = known[0]
    if code.slug:
        return url_for("product.show", slug=code.slug)
    return url_for("scan.code", code=code.code)
