"""The public page of one producer."""

from datetime import date

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.clock import today
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from registry.queries.province_map import frame_of
from storefront.pages import wording
from storefront.pages.queries.producer import PRODUCER_SUBJECTS, producer_page
from storefront.pages.views.cards import card_cache

bp = Blueprint("producer", __name__)


@bp.get("/co-so/<slug>")
def show(slug: str) -> ResponseReturnValue:
    at = today()
    versions = versions_of(PRODUCER_SUBJECTS, slug=slug)
    with read_session() as session:
        return kept_pages.show((at, versions), lambda: _html(session, slug, at, versions))


def _html(session: Session, slug: str, at: date, versions: ContentVersions) -> str:
    page = producer_page(session, slug, at, versions, card_cache())
    if page is None:
        abort(404)
    return render_template(
        "storefront/pages/producer.html",
        page=page,
        legal_form=wording.producer_types().get(page.legal_form, page.legal_form),
        frame=frame_of(page.province_slug),
    )
