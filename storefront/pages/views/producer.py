"""The public page of one producer."""

from datetime import date

from flask import Blueprint, abort, render_template
from sqlalchemy.orm import Session

from core.clock import today
from core.db.content_versions import edition
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, public_page
from registry.queries.province_map import frame_of
from storefront.pages import wording
from storefront.pages.queries.producer import producer_page

bp = Blueprint("producer", __name__)


@bp.get("/co-so/<slug>")
@public_page()
def show(context: PageContext, slug: str) -> Answer:
    at = today()
    now = edition()
    return Answer((at, now), lambda: _html(context.session, slug, at))


def _html(session: Session, slug: str, at: date) -> str:
    page = producer_page(session, slug, at)
    if page is None:
        abort(404)
    return render_template(
        "storefront/pages/producer.html",
        page=page,
        legal_form=wording.producer_types().get(page.legal_form, page.legal_form),
        frame=frame_of(page.province_slug),
    )
