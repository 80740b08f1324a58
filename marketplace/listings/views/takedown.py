"""`/quan-tri/go-bo`: takedown requests with the legal clock, and lifting what was taken down."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import now
from core.codes import UnreadableCode, read_code
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.listings.forms.moderation import TakedownForm
from marketplace.listings.queries.queue import open_orders
from marketplace.listings.queries.takedowns import listing_with_code, suspended_listings
from marketplace.listings.services.revisions import locked_listing
from marketplace.listings.services.takedown import lift_suspension, receive_takedown, take_down
from marketplace.listings.views.moderation import DECIDE, READ

bp = Blueprint("takedown", __name__, url_prefix="/quan-tri/go-bo")


@bp.get("")
@allowed(READ)
def show() -> ResponseReturnValue:
    return _page(TakedownForm())


@bp.post("")
@accepts(FORM)
@allowed(DECIDE, seen_by=READ)
def receive() -> ResponseReturnValue:
    form = TakedownForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    number = _listing_id(form.code.term)
    if number is None:
        form.refuse_code()
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as session:
        claim_once(session)
        listing = locked_listing(session, number)
        receive_takedown(session, listing, form.request(), actor=current_actor())
    flash(_("Đã ghi yêu cầu. Đồng hồ 24 giờ chạy từ lúc nhận."))
    return redirect(path_of("takedown.show"), HTTPStatus.SEE_OTHER)


@bp.post("/<code>")
@accepts(FORM)
@allowed(DECIDE, seen_by=READ)
def act(code: str) -> ResponseReturnValue:
    """Take down what a request names, or put it back."""
    number = _listing_id(code)
    reason = request.form.get("reason", "").strip()[:1_000]
    action = request.form.get("action", "")
    if number is None:
        abort(HTTPStatus.NOT_FOUND)
    if action not in {"suspend", "lift"} or (action == "lift" and not reason):
        flash(_("Hãy ghi lý do, để cơ sở biết vì sao."), "bad")
        return _page(TakedownForm()), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as session:
        claim_once(session)
        listing = locked_listing(session, number)
        change = take_down if action == "suspend" else lift_suspension
        change(session, listing, reason, actor=current_actor(), at=now())
    flash(_("Đã gỡ; cơ sở được báo.") if action == "suspend" else _("Đã hiện lại; cơ sở được báo."))
    return redirect(path_of("takedown.show"), HTTPStatus.SEE_OTHER)


def _listing_id(typed: str) -> int | None:
    try:
        code = read_code(typed)
    except UnreadableCode:
        return None
    with read_session() as session:
        return listing_with_code(session, code)


def _page(form: TakedownForm) -> str:
    with read_session() as session:
        orders, suspended = open_orders(session), suspended_listings(session)
    return render_template(
        "marketplace/listings/takedowns.html",
        form=form,
        orders=orders,
        suspended=suspended,
        at=now(),
        may_decide=bool(scopes(DECIDE)),
    )
