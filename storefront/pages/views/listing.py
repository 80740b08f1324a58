"""The catalogue: list, search and filters."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from storefront.index.engine import search_engine
from storefront.pages import wording
from storefront.pages.forms import Filters
from storefront.pages.queries.cards import CARD_SUBJECTS
from storefront.pages.queries.listing import Found, Listing, find, listing
from storefront.pages.views.atlas import Atlas, in_places_known
from storefront.pages.views.cards import card_cache
from storefront.pages.views.facets import chips, facet_groups, group_links, state_tabs

bp = Blueprint("listing", __name__)


@bp.get("/san-pham")
def show() -> ResponseReturnValue:
    with read_session() as session:

        def ask(known: Atlas) -> tuple[ContentVersions, tuple[Filters, Found]]:
            filters = Filters.read(request.args, known.slugs)
            found = find(session, search_engine(), filters.query(today().toordinal()))
            return versions_of(CARD_SUBJECTS, ids=list(found.result.ids)), (filters, found)

        known, versions, (filters, found) = in_places_known(session, ask)

        def make() -> str:
            return _html(filters, listing(session, found, versions, card_cache()), known)

        if filters.wrong:
            return make(), HTTPStatus.UNPROCESSABLE_ENTITY
        return kept_pages.show((versions, found), make)


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
