"""The public page of a certificate: its state today and its time line."""

from datetime import date

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from certification.certificates.queries.page import CERTIFICATE_SUBJECTS, certificate_page
from core.clock import today
from core.codes import UnreadableCode, printed, read_code
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages

bp = Blueprint("certificate", __name__)


@bp.get("/chung-nhan/<code>")
def show(code: str) -> ResponseReturnValue:
    try:
        wanted = read_code(code)
    except UnreadableCode:
        abort(404)
    if wanted != code:
        return redirect(url_for("certificate.show", code=wanted), 301)
    at = today()
    versions = versions_of(CERTIFICATE_SUBJECTS, code=code)
    with read_session() as session:
        return kept_pages.show((at, versions), lambda: _html(session, code, at))


def _html(session: Session, code: str, at: date) -> str:
    page = certificate_page(session, code, at)
    if page is None:
        abort(404)
    return render_template(
        "certification/certificates/certificate.html", page=page, printed_code=printed(code)
    )
