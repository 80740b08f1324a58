"""The catalogue: list, search and filters."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template

from core.clock import today
from core.composition import services
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, PageResult, public_page
from search.engine import SearchEngine
from storefront.pages import wording
from storefront.pages.forms import PARAMETERS, Filters
from storefront.pages.queries.atlas import Atlas, AtlasCache
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import CARD_SUBJECTS
from storefront.pages.queries.listing import Matches, ResultPage, find, listing
from storefront.pages.views.facets import chips, facet_groups, group_links, state_tabs
from storefront.pages.views.typed_codes import page_of_code

bp = Blueprint("listing", __name__)


@bp.get("/san-pham")
@public_page(parameters=PARAMETERS)
def show(context: PageContext) -> PageResult:
    session = context.session
    if page := page_of_code(session, context.parameters.get("q", "")):
        return redirect(page, HTTPStatus.SEE_OTHER)
    known, versions, (filters, matches) = services()[AtlasCache].ask(
        session, lambda known: _search(context, known)
    )

    if filters.page > matches.pages:
        return redirect(filters.address(page=matches.pages), HTTPStatus.SEE_OTHER)

    def make() -> str:
        return _html(filters, listing(session, matches, versions, services()[CardCache]), known)

    if filters.wrong:
        return make(), HTTPStatus.UNPROCESSABLE_ENTITY
    return Answer((versions, matches), make)


def _search(context: PageContext, known: Atlas) -> tuple[ContentVersions, tuple[Filters, Matches]]:
    filters = Filters.read(context.parameters, known.slugs)
    query = filters.query(today().toordinal())
    matches = find(context.session, services()[SearchEngine], query)
    versions = versions_of(context.session, CARD_SUBJECTS, ids=list(matches.result.ids))
    return versions, (filters, matches)


def _html(filters: Filters, page: ResultPage, known: Atlas) -> str:
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
        succession=known.succession(filters.text),
        address_of_page=lambda number: filters.address(page=number),
    )
