"""The specialities of one province; a former province's address leads to the one it joined."""

from flask import Blueprint, abort, redirect, render_template, url_for

from core.clock import today
from core.composition import services
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, PageResult, public_page
from registry.queries.province_map import frame_of
from search.engine import SearchEngine, SearchQuery
from storefront.index.rules import VALID, state_counts
from storefront.pages.queries.atlas import AtlasCache
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import CARD_SUBJECTS
from storefront.pages.queries.listing import ResultPage, find, listing
from storefront.pages.queries.provinces import ProvinceCard

bp = Blueprint("province", __name__)


@bp.get("/tinh/<slug>")
@public_page()
def show(context: PageContext, slug: str) -> PageResult:
    session = context.session
    query = SearchQuery(today=today().toordinal(), provinces=(slug,))
    matches = find(session, services()[SearchEngine], query)
    versions = versions_of(session, CARD_SUBJECTS, ids=list(matches.result.ids))
    known = services()[AtlasCache].at(session, versions)
    if slug not in known.slugs:
        abort(404)
    if known.slugs[slug] != slug:
        return redirect(url_for("province.show", slug=known.slugs[slug]), 301)

    def make() -> str:
        page = listing(session, matches, versions, services()[CardCache])
        return _html(known.by_slug[slug], page)

    return Answer((versions, matches), make)


def _html(province: ProvinceCard, page: ResultPage) -> str:
    return render_template(
        "storefront/pages/province.html",
        province=province,
        listing=page,
        frame=frame_of(province.slug),
        in_force=state_counts(page.facets.status).get(VALID, 0),
    )
