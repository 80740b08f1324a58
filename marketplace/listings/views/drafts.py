"""`…/san-pham/<code>/nhap`: autosave of the editor, and giving a draft up."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import VIETNAM, now
from core.db.sessions import read_session, transaction
from core.text import is_text
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.negotiation import prefers_json
from core.web.templating.paths import path_of
from marketplace.listings.errors import ListingChanged
from marketplace.listings.forms.editor import EditorForm
from marketplace.listings.services.drafts import discard_draft, keep_draft
from marketplace.listings.views.page import READ, STOCK, listing_of

bp = Blueprint("my_draft", __name__, url_prefix="/co-so-cua-toi/san-pham")
LISTS = {"unserved"}
PASSING = {"once", "action", "revision"}  # of the page, not of what was typed


@bp.post("/<code>/nhap")
@accepts(FORM)
@allowed(STOCK, seen_by=READ)
def keep(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, STOCK)
    account, at = current_actor().account_id or 0, now()
    version = request.form.get("revision", "")
    try:
        with transaction() as session:
            if request.form.get("action") == "discard":
                discard_draft(session, listing.id, account)
            else:
                number = int(version) if version.isascii() and version.isdigit() else 0
                keep_draft(session, listing.id, account, _typed(), number, at)
    except ListingChanged:
        return {"saved": False}, HTTPStatus.CONFLICT
    if prefers_json():
        return {"saved": True, "at": f"{at.astimezone(VIETNAM):%H:%M}"}
    flash(_("Đã bỏ bản nháp."), "plain")
    return redirect(path_of("my_product.edit", code=listing.code), HTTPStatus.SEE_OTHER)


def _typed() -> dict[str, str | list[str]]:
    """What the editor's fields hold; what is no text cannot be kept, and is refused when sent."""
    names = set(EditorForm.field_names()) - PASSING
    typed: dict[str, str | list[str]] = {}
    for name in names & set(request.form):
        values = [value for value in request.form.getlist(name) if is_text(value)]
        if values:
            typed[name] = values if name in LISTS else values[0]
    return typed
