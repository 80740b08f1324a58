"""The page of one product, with its three proofs."""

from datetime import date

from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from core.clock import today
from core.codes import printed
from core.db import reading
from core.editions import Edition, edition
from core.web import kept_pages
from marketplace.queries.product import ProductPage, product_page
from marketplace.views import wording
from marketplace.views.atlas import atlas
from marketplace.views.json_ld import product_data
from marketplace.views.maps import pin_of

bp = Blueprint("product", __name__)


@bp.get("/san-pham/<slug>")
def show(slug: str) -> ResponseReturnValue:
    at = today()
    with reading() as session:
        now = edition(session)
        return kept_pages.show((at, now), lambda: _html(session, now, slug, at))


def _html(session: Session, now: Edition, slug: str, at: date) -> str:
    page = product_page(session, slug, at)
    if page is None:
        abort(404)
    province = atlas(session, now.places).by_slug.get(page.card.province_slug)
    return render_template(
        "marketplace/product/product.html",
        page=page,
        at=at,
        group_name=wording.group_name(page.card.group),
        set_name=wording.set_name(page.product_set),
        printed_code=printed(page.card.code),
        pin=pin_of(province),
        json_ld=_json_ld(page),
    )


def _json_ld(page: ProductPage) -> Markup:
    address = url_for("product.show", slug=page.card.slug)
    return product_data(page, current_app.config["PUBLIC_URL"] + address)
