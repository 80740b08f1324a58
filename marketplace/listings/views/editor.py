"""`/co-so-cua-toi/san-pham/<code>`: the product editor."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.listings.errors import ListingChanged
from marketplace.listings.forms.editor import STOCK_FIELDS, EditorForm
from marketplace.listings.forms.values import form_values
from marketplace.listings.models import ListingDraft
from marketplace.listings.queries.own import OwnListing, draft_of
from marketplace.listings.services.editing import EditOutcome, edit_listing
from marketplace.listings.views.conflicts import Conflict, conflicts
from marketplace.listings.views.page import READ, STOCK, author, label_edition, listing_of, may_edit
from marketplace.listings.wording import (
    CONTENT_FIELDS,
    LABEL_FIELDS,
    LABEL_HINTS,
    STATE_BADGES,
    STATES,
)
from marketplace.offers.errors import TermRefused
from registry.queries.places import province_names

bp = Blueprint("my_product", __name__, url_prefix="/co-so-cua-toi/san-pham")


@bp.get("/<code>")
@allowed(READ)
def edit(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, READ)
        draft = draft_of(session, listing.id, current_actor().account_id or 0)
    return _page(listing, _form(listing, draft), draft=draft)


@bp.post("/<code>")
@accepts(FORM)
@allowed(STOCK, seen_by=READ)
def save(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, STOCK)
    if not may_edit(listing) and set(request.form) - STOCK_FIELDS:
        abort(HTTPStatus.FORBIDDEN)
    form = _form(listing)
    if not form.validate_on_submit():
        return _page(listing, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            claim_once(session)
            outcome = edit_listing(session, listing.id, form.edit(), author())
    except TermRefused as no:
        form.refuse(no)
        return _page(listing, form), HTTPStatus.UNPROCESSABLE_ENTITY
    except ListingChanged:
        return _conflict(code, form), HTTPStatus.CONFLICT
    flash(_saved(outcome), "good" if outcome.changed else "plain")
    return redirect(path_of("my_product.edit", code=listing.code), HTTPStatus.SEE_OTHER)


def _conflict(code: str, form: EditorForm) -> str:
    """What was typed stays, beside what somebody else has saved; sending again is a choice."""
    with read_session() as session:
        listing = listing_of(session, code, STOCK)
    differing = conflicts(form, form_values(listing))
    form.revision.data = str(listing.version)
    return _page(listing, form, differing)


def _form(listing: OwnListing, draft: ListingDraft | None = None) -> EditorForm:
    with read_session() as session:
        provinces = province_names(session)
    has_price = listing.offer is not None and listing.offer.price_dong is not None
    values = form_values(listing)
    if draft:  # over an older version: sending it shows both
        values |= draft.fields | {"revision": str(draft.version)}
    return EditorForm(has_price=has_price, provinces=provinces, data=values)


def _page(
    listing: OwnListing,
    form: EditorForm,
    differing: list[Conflict] | None = None,
    draft: ListingDraft | None = None,
) -> str:
    edition = label_edition()
    kind = form.kind.data or listing.content.kind or ""
    return render_template(
        "marketplace/listings/editor.html",
        listing=listing,
        form=form,
        conflicts=differing,
        draft=draft,
        account=current_actor().account_id,
        day=today(),
        may_edit=may_edit(listing),
        label=[(f, form[f"label_{f.name}"]) for f in edition.fields.get(kind, ())],
        missing=edition.missing(listing.content),
        hints=LABEL_HINTS,
        names=CONTENT_FIELDS,
        label_names=LABEL_FIELDS,
        states=STATES,
        badges=STATE_BADGES,
    )


def _saved(outcome: EditOutcome) -> str:
    if not outcome.changed:
        return str(_("Không có gì thay đổi."))
    if outcome.revision is None:
        return str(_("Đã lưu. Khách thấy ngay giá, số lượng, mùa vụ và ngày nghỉ mới."))
    return str(
        _("Đã lưu. Tên, câu chuyện, nhãn và ảnh chờ sàn duyệt; khách vẫn thấy bản đã duyệt.")
    )
