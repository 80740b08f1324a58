"""The specialities of one province; a former province's address leads to the one it joined."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.clock import today
from core.db import reading
from core.web import kept_pages
from marketplace.engine import search_engine
from marketplace.queries.listing import listing
from marketplace.views.atlas import atlas
from search.engine import SearchQuery

bp = Blueprint("province", __name__)


@bp.get("/tinh/<slug>")
def show(slug: str) -> ResponseReturnValue:
    query = SearchQuery(today=today().toordinal(), provinces=(slug,))
    with reading() as session:
        known = atlas(session)
        if slug not in known.slugs:
            abort(404)
        if known.slugs[slug] != slug:
            return redirect(url_for("province.show", slug=known.slugs[slug]), 301)
        page = listing(session, search_engine(), query)
    province = known.by_slug[slug]
    return kept_pages.show(
        (province, page),
        lambda: render_template(
            "marketplace/province/province.html",
            province=province,
            listing=page,
            in_force=page.facets.state.get("valid", 0),
        ),
    )
