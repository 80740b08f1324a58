"""`…/san-pham/<code>/lich-su`, `…/gia`, `…/xem-truoc`: what was said and asked, and will be."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session, transaction
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.listings.errors import RevisionUnknown
from marketplace.listings.queries.revisions import content_in, revisions_of
from marketplace.listings.rules.differences import differences
from marketplace.listings.services.editing import restore_revision
from marketplace.listings.views.page import (
    EDIT,
    READ,
    author,
    label_edition,
    listing_of,
    may_edit,
)
from marketplace.listings.wording import (
    CONTENT_FIELDS,
    LABEL_FIELDS,
    STATE_BADGES,
    STATES,
    choice_names,
)
from marketplace.offers.queries.prices import price_changes
from marketplace.offers.rules.availability import is_available

bp = Blueprint("my_history", __name__, url_prefix="/co-so-cua-toi/san-pham")


@bp.get("/<code>/lich-su")
@allowed(READ)
def show(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, READ)
        revisions = revisions_of(session, listing.id)
    contents = [content_in(revision) for revision in revisions]
    before = [*contents[1:], *[None for _ in contents[:1]]]
    return render_template(
        "marketplace/listings/history.html",
        listing=listing,
        entries=[
            (revision, differences(earlier, content))
            for revision, content, earlier in zip(revisions, contents, before, strict=True)
        ],
        may_edit=may_edit(listing),
        names=CONTENT_FIELDS,
        kinds=choice_names(),
        states=STATES,
        badges=STATE_BADGES,
    )


@bp.post("/<code>/lich-su")
@accepts(FORM)
@allowed(EDIT, seen_by=READ)
def restore(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, EDIT)
    number = request.form.get("number", "")
    chosen = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0  # noqa: PLR2004 - of an int
    try:
        with transaction() as session:
            claim_once(session)
            outcome = restore_revision(session, listing.id, chosen, author())
    except RevisionUnknown:
        flash(_("Không có bản số này; hãy chọn một bản trong danh sách."), "bad")
        return redirect(path_of("my_history.show", code=listing.code), HTTPStatus.SEE_OTHER)
    if outcome.changed:
        flash(_("Đã lấy lại bản %(n)s và gửi sàn duyệt.", n=chosen))
    else:
        flash(_("Bản %(n)s giống hệt bản mới nhất nên không có gì thay đổi.", n=chosen), "plain")
    return redirect(path_of("my_product.edit", code=listing.code), HTTPStatus.SEE_OTHER)


@bp.get("/<code>/gia")
@allowed(READ)
def prices(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, READ)
        changes = price_changes(session, listing.code)
    return render_template(
        "marketplace/listings/prices.html", listing=listing, changes=changes, day=today()
    )


@bp.get("/<code>/xem-truoc")
@allowed(READ)
def preview(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, READ)
    return render_template(
        "marketplace/listings/preview.html",
        listing=listing,
        day=today(),
        can_be_had=listing.offer is not None and is_available(listing.offer, today()),
        label=[
            (LABEL_FIELDS[f.name], listing.content.label[f.name])
            for f in label_edition().fields.get(listing.content.kind or "", ())
            if f.name in listing.content.label
        ],
    )
