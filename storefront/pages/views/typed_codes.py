"""Codes in the search box: a public code or a barcode number leads to what it was given to."""

from flask import url_for
from sqlalchemy.orm import Session

from traceability.resolver.queries import known_codes
from traceability.resolver.rules.typed import read_text


def page_of_code(session: Session, typed: str) -> str | None:
    """The path of the page that is meant; None where the words are words.

    Only what is on record is meant: an ordinary word may be well formed by chance.
    """
    known = known_codes(session, read_text(typed))
    if not known:
        return None
    if len(known) > 1:
        return url_for("lookup.form", ma=typed)
    code = known[0]
    if code.slug:
        return url_for("product.show", slug=code.slug)
    return url_for("scan.code", code=code.code)
