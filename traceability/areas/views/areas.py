"""The public page of a raw-material area."""

from datetime import date

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy.orm import Session

from core.clock import today
from core.code_recognition import code_in
from core.codes import printed
from core.composition import public_address
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, PageResult, public_page
from core.web.pages.structured_data import as_script
from registry.queries.province_map import frame_of, point
from traceability.areas import wording
from traceability.areas.queries.area_products import AREA_SUBJECTS, area_page
from traceability.areas.queries.outlines import drawing
from traceability.areas.queries.structured_data import area_place

bp = Blueprint("areas", __name__)


@bp.get("/vung-nguyen-lieu/<code>")
@public_page()
def show(context: PageContext, code: str) -> PageResult:
    canonical = code_in(code)
    if canonical != code:
        return redirect(url_for("areas.show", code=canonical), 301)
    at = today()
    versions = versions_of(context.session, AREA_SUBJECTS, code=code)
    return Answer((at, versions), lambda: _html(context.session, code, at))


def _html(session: Session, code: str, at: date) -> str:
    page = area_page(session, code, at)
    if page is None:
        abort(404)
    area = page.area
    path = url_for("areas.show", code=code)
    return render_template(
        "traceability/areas/area.html",
        page=page,
        words=wording,
        printed_code=printed(code),
        frame=frame_of(area.place.province_slug),
        pins=[pin] if (pin := point(area.lat, area.lon)) else [],
        outline=drawing(area) if area.outline else None,
        canonical=path,
        json_ld=as_script(area_place(area, public_address(path))),
    )
