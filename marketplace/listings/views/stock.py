"""`…/san-pham/<code>/kho`: one more, one less, by one tap, with or without script."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from core.access.declared import allowed
from core.clock import now
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts
from core.web.requests.local_paths import local_path
from core.web.requests.negotiation import prefers_json
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.listings.services.stock import change_stock
from marketplace.listings.views.page import READ, STOCK, listing_of

bp = Blueprint("my_stock", __name__, url_prefix="/co-so-cua-toi/san-pham")
STEPS = {"-10": -10, "-1": -1, "1": 1, "10": 10}


@bp.post("/<code>/kho")
@accepts(FORM)
@allowed(STOCK, seen_by=READ)
def change(code: str) -> ResponseReturnValue:
    with read_session() as session:
        listing = listing_of(session, code, STOCK)
    step = STEPS.get(request.form.get("change", ""), 0)
    with transaction() as session:
        claim_once(session)
        left = change_stock(session, listing.id, step, actor=current_actor(), at=now())
    if prefers_json():
        return {"stock": left}
    back = local_path(request.form.get("back", "")) or path_of("my_products.show")
    return redirect(f"{back}#sp-{listing.code}", HTTPStatus.SEE_OTHER)
