"""The catalogue: list, search and filters."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db import reading
from core.editions import edition
from core.web import kept_pages
from marketplace.engine import search_engine
from marketplace.forms import Filters
from marketplace.queries.listing import Listing, find, listing
from marketplace.views import wording
from marketplace.views.atlas import Atlas, atlas
from marketplace.views.facets import chips, facet_groups, group_links, state_tabs

bp = Blueprint("listing", __name__)


@bp.get("/san-pham")
def show() -> ResponseReturnValue:
    now = edition()
    with reading() as session:
        known = atlas(session, now.places)
        filters = Filters.read(request.args, known.slugs)
        found = find(session, search_engine(), filters.query(today().toordinal()))
        if filters.wrong:
            return _html(filters, listing(session, found), known), HTTPStatus.UNPROCESSABLE_ENTITY
        return kept_pages.show((now, found), lambda: _html(filters, listing(session, found), known))


def _html(filters: Filters, page: Listing, known: Atlas) -> str:
    return render_template(
        "marketplace/listing/list.html",
        filters=filters,
        page=page,
        groups=facet_groups(filters, page.facets, known, counted=not page.degraded),
        chips=chips(filters, known),
        tabs=state_tabs(filters, page.facets),
        group_links=() if page.cards else group_links(),
        sorts=wording.sort_names(),
        q=filters.text,
        address_of_page=lambda number: filters.address(page=number),
    )
