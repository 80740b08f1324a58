"""The catalogue: list, search and filters."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db.content_versions import edition
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from storefront.index.engine import search_engine
from storefront.pages import wording
from storefront.pages.forms import Filters
from storefront.pages.queries.listing import Listing, find, listing
from storefront.pages.views.atlas import Atlas, atlas
from storefront.pages.views.facets import chips, facet_groups, group_links, state_tabs

bp = Blueprint("listing", __name__)


@bp.get("/san-pham")
def show() -> ResponseReturnValue:
    now = edition()
    with read_session() as session:
        known = atlas(session, now.places)
        filters = Filters.read(request.args, known.slugs)
        found = find(session, search_engine(), filters.query(today().toordinal()))
        if filters.wrong:
            return _html(filters, listing(session, found), known), HTTPStatus.UNPROCESSABLE_ENTITY
        return kept_pages.show((now, found), lambda: _html(filters, listing(session, found), known))


def _html(filters: Filters, page: Listing, known: Atlas) -> str:
    return render_template(
        "storefront/pages/list.html",
        filters=filters,
        page=page,
        groups=facet_groups(filters, page.facets, known, counted=page.is_counted),
        chips=chips(filters, known),
        tabs=state_tabs(filters, page.facets) if page.is_counted else [],
        group_links=() if page.cards else group_links(),
        sorts=wording.sort_names(),
        q=filters.text,
        address_of_page=lambda number: filters.address(page=number),
    )
