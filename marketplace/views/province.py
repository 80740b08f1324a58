"""The specialities of one province; a former province's address leads to the one it joined."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db import reading
from core.editions import edition
from core.web import kept_pages
from marketplace.engine import search_engine
from marketplace.queries.listing import Listing, find, listing
from marketplace.queries.provinces import ProvinceCard
from marketplace.rules.standings import VALID, state_counts
from marketplace.views.atlas import atlas
from registry.queries.province_map import frame_of
from search.engine import SearchQuery

bp = Blueprint("province", __name__)


@bp.get("/tinh/<slug>")
def show(slug: str) -> ResponseReturnValue:
    query = SearchQuery(today=today().toordinal(), provinces=(slug,))
    now = edition()
    with reading() as session:
        known = atlas(session, now.places)
        if slug not in known.slugs:
            abort(404)
        if known.slugs[slug] != slug:
            return redirect(url_for("province.show", slug=known.slugs[slug]), 301)
        found = find(session, search_engine(), query)
        return kept_pages.show(
            (now, found), lambda: _html(known.by_slug[slug], listing(session, found))
        )


def _html(province: ProvinceCard, page: Listing) -> str:
    return render_template(
        "marketplace/province/province.html",
        province=province,
        listing=page,
        frame=frame_of(province.slug),
        in_force=state_counts(page.facets.status).get(VALID, 0),
    )
