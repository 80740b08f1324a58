"""The public page of a certificate: its state today and its time line."""

from datetime import date

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy.orm import Session

from certification.certificates.queries.page import CERTIFICATE_SUBJECTS, certificate_page
from certification.certificates.queries.standings import product_warning
from core.clock import today
from core.code_recognition import code_in
from core.codes import printed
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, PageResult, public_page

bp = Blueprint("certificate", __name__)


@bp.get("/chung-nhan/<code>")
@public_page()
def show(context: PageContext, code: str) -> PageResult:
    canonical = code_in(code)
    if canonical != code:
        return redirect(url_for("certificate.show", code=canonical), 301)
    at = today()
    versions = versions_of(context.session, CERTIFICATE_SUBJECTS, code=code)
    return Answer((at, versions), lambda: _html(context.session, code, at))


def _html(session: Session, code: str, at: date) -> str:
    page = certificate_page(session, code, at)
    if page is None:
        abort(404)
    warning = product_warning(session, page.product_id, at) if page.has_revocation else None
    return render_template(
        "certification/certificates/certificate.html",
        page=page,
        printed_code=printed(code),
        warning=warning,
    )
