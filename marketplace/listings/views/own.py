"""`/co-so-cua-toi/san-pham`: the products of one's producers, and a new one."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access.declared import allowed
from core.clock import today
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once, now_leads_to
from core.web.templating.paths import path_of
from marketplace.listings.forms.new import NewForm
from marketplace.listings.queries.own import Condition, OwnSearch, own_listings, visible_to
from marketplace.listings.queries.producers import OwnProducer, own_producers
from marketplace.listings.services.editing import ListingEdit, create_listing, edit_listing
from marketplace.listings.views.page import EDIT, READ, author, label_edition
from marketplace.listings.wording import STATE_BADGES, STATES
from marketplace.offers.errors import TermRefused

bp = Blueprint("my_products", __name__, url_prefix="/co-so-cua-toi/san-pham")
MOST_PAGES = 10_000


@bp.get("")
@allowed(READ)
def show() -> ResponseReturnValue:
    search = _search()
    with read_session() as session:
        page = own_listings(session, search, visible_to(scopes(READ)), today())
    return render_template(
        "marketplace/listings/own.html",
        page=page,
        search=search,
        day=today(),
        edition=label_edition(),
        states=STATES,
        badges=STATE_BADGES,
        may_edit=bool(scopes(EDIT)),
    )


@bp.get("/moi")
@allowed(EDIT, seen_by=READ)
def blank() -> ResponseReturnValue:
    return _form(NewForm(producers=_producers()))


@bp.post("")
@accepts(FORM)
@allowed(EDIT, seen_by=READ)
def create() -> ResponseReturnValue:
    form = NewForm(producers=_producers())
    if not form.validate_on_submit():
        return _form(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction() as session:
            claim_once(session)
            listing = create_listing(session, form.producer_id, form.content(), author=author())
            edit_listing(session, listing.id, ListingEdit(offer=form.offer_changes()), author())
            place = path_of("my_product.edit", code=listing.code)
            now_leads_to(session, place)
    except TermRefused as no:
        form.refuse(no)
        return _form(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(place, HTTPStatus.SEE_OTHER)


def _search() -> OwnSearch:
    condition = request.args.get("loc", "")
    page = request.args.get("trang", "1")
    return OwnSearch(
        text=request.args.get("q", "")[:100],
        condition=Condition(condition) if condition in set(Condition) else None,
        page=min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and int(page) else 1,
    )


def _producers() -> list[OwnProducer]:
    with read_session() as session:
        producers = own_producers(session, scopes(EDIT), current_actor())
    if not producers:
        abort(HTTPStatus.NOT_FOUND)
    return producers


def _form(form: NewForm) -> str:
    return render_template("marketplace/listings/new.html", form=form, title=_("Thêm sản phẩm"))
