"""The public page of one producer."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db import reading
from core.web import kept_pages
from marketplace.queries.producer import ProducerPage, producer_page
from marketplace.views import wording
from marketplace.views.maps import point

bp = Blueprint("producer", __name__)


@bp.get("/co-so/<slug>")
def show(slug: str) -> ResponseReturnValue:
    with reading() as session:
        page = producer_page(session, slug, today())
    if page is None:
        abort(404)
    return kept_pages.show(page, lambda: _html(page))


def _html(page: ProducerPage) -> str:
    known = page.province_lat is not None and page.province_lon is not None
    return render_template(
        "marketplace/producer/producer.html",
        page=page,
        legal_form=wording.producer_types().get(page.legal_form, page.legal_form),
        pin=point(page.province_lat or 0, page.province_lon or 0) if known else (None, None),
    )
