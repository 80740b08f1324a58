"""The specialities of one province; a former province's address leads to the one it joined."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from registry.queries.province_map import frame_of
from search.engine import SearchQuery
from storefront.index.engine import search_engine
from storefront.index.rules import VALID, state_counts
from storefront.pages.queries.cards import CARD_SUBJECTS
from storefront.pages.queries.listing import Listing, find, listing
from storefront.pages.queries.provinces import ProvinceCard
from storefront.pages.views.atlas import atlas
from storefront.pages.views.cards import card_cache

bp = Blueprint("province", __name__)


@bp.get("/tinh/<slug>")
def show(slug: str) -> ResponseReturnValue:
    query = SearchQuery(today=today().toordinal(), provinces=(slug,))
    with read_session() as session:
        found = find(session, search_engine(), query)
        versions = versions_of(CARD_SUBJECTS, ids=list(found.result.ids))
        known = atlas(session, versions)
        if slug not in known.slugs:
            abort(404)
        if known.slugs[slug] != slug:
            return redirect(url_for("province.show", slug=known.slugs[slug]), 301)
        return kept_pages.show(
            (versions, found),
            lambda: _html(known.by_slug[slug], listing(session, found, versions, card_cache())),
        )


def _html(province: ProvinceCard, page: Listing) -> str:
    return render_template(
        "storefront/pages/province.html",
        province=province,
        listing=page,
        frame=frame_of(province.slug),
        in_force=state_counts(page.facets.status).get(VALID, 0),
    )
