"""The catalogue: list, search and filters."""

from http import HTTPStatus

from flask import Blueprint, render_template

from core.clock import today
from core.composition import services
from core.db.content_versions import edition
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, PageResult, public_page
from search.engine import SearchEngine
from storefront.pages import wording
from storefront.pages.forms import PARAMETERS, Filters
from storefront.pages.queries.atlas import Atlas, AtlasCache
from storefront.pages.queries.listing import Listing, find, listing
from storefront.pages.views.facets import chips, facet_groups, group_links, state_tabs

bp = Blueprint("listing", __name__)


@bp.get("/san-pham")
@public_page(parameters=PARAMETERS)
def show(context: PageContext) -> PageResult:
    session = context.session
    now = edition()
    known = services()[AtlasCache].at(session, now.places)
    filters = Filters.read(context.parameters, known.slugs)
    found = find(session, services()[SearchEngine], filters.query(today().toordinal()))
    if filters.wrong:
        return _html(filters, listing(session, found), known), HTTPStatus.UNPROCESSABLE_ENTITY
    return Answer((now, found), lambda: _html(filters, listing(session, found), known))


def _html(filters: Filters, page: Listing, known: Atlas) -> str:
    return render_template(
        "storefront/pages/list.html",
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
