"""The public page of one producer."""

from datetime import date

from flask import Blueprint, abort, render_template
from sqlalchemy.orm import Session

from core.clock import today
from core.composition import services
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, public_page
from registry.queries.province_map import frame_of
from storefront.pages import wording
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.producer import PRODUCER_SUBJECTS, producer_page

bp = Blueprint("producer", __name__)


@bp.get("/co-so/<slug>")
@public_page()
def show(context: PageContext, slug: str) -> Answer:
    at = today()
    versions = versions_of(context.session, PRODUCER_SUBJECTS, slug=slug)
    return Answer((at, versions), lambda: _html(context.session, slug, at, versions))


def _html(session: Session, slug: str, at: date, versions: ContentVersions) -> str:
    page = producer_page(session, slug, at, versions, services()[CardCache])
    if page is None:
        abort(404)
    return render_template(
        "storefront/pages/producer.html",
        page=page,
        legal_form=wording.producer_types().get(page.legal_form, page.legal_form),
        frame=frame_of(page.province_slug),
    )
