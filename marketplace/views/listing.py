"""The catalogue: list, search and filters."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db import reading
from core.web import kept_pages
from marketplace.engine import search_engine
from marketplace.forms import Filters
from marketplace.queries.listing import Listing, listing
from marketplace.views import wording
from marketplace.views.atlas import Atlas, atlas
from marketplace.views.facets import chips, facet_groups

bp = Blueprint("listing", __name__)


@bp.get("/san-pham")
def show() -> ResponseReturnValue:
    with reading() as session:
        known = atlas(session)
        filters = Filters.read(request.args, known.slugs)
        page = listing(session, search_engine(), filters.query(today().toordinal()))
    if filters.wrong:
        return _html(filters, page, known), HTTPStatus.UNPROCESSABLE_ENTITY
    return kept_pages.show((filters, page), lambda: _html(filters, page, known))


def _html(filters: Filters, page: Listing, known: Atlas) -> str:
    return render_template(
        "marketplace/listing/list.html",
        filters=filters,
        page=page,
        groups=facet_groups(filters, page.facets, known),
        chips=chips(filters, known),
        sorts=wording.sort_names(),
        q=filters.text,
        address_of_page=lambda number: filters.address(page=number),
    )
