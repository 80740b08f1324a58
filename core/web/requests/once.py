"""Idempotency key of a form: sent twice, by two taps or a slow network, it does something once.

Each form that is shown carries a mark drawn at random (`submit` and `once` of components/form.html
write it), and the view claims it first in its transaction: `claim_once(session)`. What is claimed
is the mark together with everything typed, so that a page called back and changed is a new form.
A form without a mark, as programs send it, is never taken for a repetition.
"""

import hashlib
import secrets
from http import HTTPStatus

from flask import Flask, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core.db.idempotency.sent_forms import SentForm, is_first, location_of
from core.errors import DomainError
from core.web.requests.access import current_actor

FIELD = "once"


class SentBefore(DomainError):
    """The same form has done its work already. Facts: location, the page it led to."""

    code = "sent_before"


def register(app: Flask) -> None:
    """Give templates `once_mark()`, a new one each time; lead a repetition where the first went."""
    app.jinja_env.globals["once_mark"] = lambda: secrets.token_urlsafe(12)
    app.register_error_handler(SentBefore, _lead_on)


def claim_once(session: Session, leads_to: str = "") -> None:
    """Go on only if this form has not been sent before.

    A repetition is led to `leads_to`, else to the page at its address or the nearest above.
    Raises SentBefore, which nobody needs to catch.
    """
    if not request.form.get(FIELD):
        return
    digest = _digest()
    if not is_first(session, digest, leads_to or _page_above(request.path)):
        raise SentBefore(location=location_of(session, digest))


def now_leads_to(session: Session, location: str) -> None:
    """Say where the form leads when that is known only after its work: the page of a new thing."""
    if request.form.get(FIELD):
        sent = session.get_one(SentForm, _digest())
        sent.location = location


def _page_above(path: str) -> str:
    """The address itself where it has a page; some only take forms."""
    pages = current_app.url_map.bind("")
    while path and not pages.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def _digest() -> bytes:
    """Of who sends what where."""
    content = hashlib.sha256(f"{current_actor().account_id} {request.path}".encode())
    for name, value in sorted(request.form.items(multi=True)):
        content.update(repr((name, value)).encode())
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        content.update(repr((name, file.filename)).encode())
        content.update(hashlib.file_digest(file.stream, "sha256").digest())  # type: ignore[arg-type]
        file.stream.seek(0)
    return content.digest()


def _lead_on(error: SentBefore) -> ResponseReturnValue:
    """The first answer may never have been seen: it is said that the work is done."""
    flash(_("Việc này đã được ghi từ lần bấm trước; bấm lại không làm gì thêm."))
    return redirect(str(error.facts["location"]), HTTPStatus.SEE_OTHER)
