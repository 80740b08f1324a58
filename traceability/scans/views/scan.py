"""`/<CODE>`: what a person sees after scanning."""

from datetime import date
from http import HTTPStatus

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.routing import BaseConverter

from certification.certificates.wording import ground
from core.clock import today
from core.codes import MistypedCode, UnreadableCode, printed, read_code
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from core.web.pages import standalone
from core.web.pages.page_cache import KeptPage
from core.web.pages.structured_data import as_script
from registry.rules.issued_codes import CodeKind
from traceability.areas import wording
from traceability.areas.queries.outlines import drawing, in_province
from traceability.codes.queries import SCAN_SUBJECTS, CodePage, look_up
from traceability.resolver.rules.narrowing import MISSING_PARTS, UNKNOWN_PART
from traceability.scans.views import recording
from traceability.scans.views.drawings import woodblock
from traceability.scans.views.json_ld import scanned
from traceability.scans.views.verdicts import verdict

bp = Blueprint("scan", __name__)


class CodeConverter(BaseConverter):
    """Ten letters and digits, whole or in the two groups that labels print, and nothing else."""

    regex = r"[0-9A-Za-z]{5}-?[0-9A-Za-z]{5}"


def register(app: Flask) -> None:
    app.url_map.converters["public_code"] = CodeConverter
    app.register_blueprint(bp)


@bp.get("/<public_code:code>", strict_slashes=False)
def code(code: str) -> ResponseReturnValue:
    try:
        wanted = read_code(code)
    except UnreadableCode as no:
        return unreadable(no, code)
    at = today()
    versions = versions_of(SCAN_SUBJECTS, code=wanted)
    with read_session() as session:
        answer = kept_pages.show((at, versions), lambda: _page(session, wanted, at))
    recording.note(wanted, known=True)
    standalone.allow_style()
    return answer


@bp.after_request
def keep_private(response: Response) -> Response:
    response.headers.update(standalone.PRIVATE)
    return response


def unreadable(no: UnreadableCode, typed: str) -> ResponseReturnValue:
    """Not a code of ours: most likely a slip, so the form comes filled in."""
    kind = "mistyped" if isinstance(no, MistypedCode) else "malformed"
    page = standalone.show("traceability/scans/mistyped.html", typed=typed, kind=kind)
    return page, HTTPStatus.NOT_FOUND


def unknown(wanted: str) -> ResponseReturnValue:
    """Well formed and never given out: a counterfeit signal, so it is logged."""
    recording.note(wanted, known=False)
    template = "traceability/scans/unknown.html"
    page = standalone.show(template, code=wanted, printed_code=printed(wanted))
    return page, HTTPStatus.NOT_FOUND


def _page(session: Session, code: str, at: date) -> KeptPage:
    """What the code says; ends the request for one never given out and for a report's ticket."""
    page = look_up(session, code, at)
    if page is None:
        abort(make_response(unknown(code)))
    if page.kind is CodeKind.REPORT:
        abort(redirect(url_for("reports.ticket", ticket=code), HTTPStatus.SEE_OTHER))
    missing = request.args.get(UNKNOWN_PART, "")
    html = _html(page, missing if missing in MISSING_PARTS else "")
    return KeptPage(html, canonical=_canonical(page))


def _html(page: CodePage, missing: str) -> str:
    address = current_app.config["PUBLIC_URL"] + url_for("scan.code", code=page.code)
    return standalone.render(
        "traceability/scans/code.html",
        page=page,
        verdict=verdict(page),
        missing=missing,
        printed_code=printed(page.code),
        canonical=_canonical(page),
        json_ld=as_script(scanned(page, address)),
        woodblock=woodblock(page.product.print) if page.product else "",
        drawings={area.code: drawing(area) for area in page.areas},
        locator=in_province(page.product.province_slug) if page.product else None,
        words=wording,
        ground=ground,
    )


def _canonical(page: CodePage) -> str:
    """The public page of what the code stands for: the one to share and to index."""
    if page.kind is CodeKind.CERTIFICATE:
        path = url_for("certificate.show", code=page.code)
    elif page.kind is CodeKind.AREA:
        path = url_for("areas.show", code=page.code)
    elif page.product is not None:
        path = url_for("product.show", slug=page.product.slug)
    else:
        path = url_for("scan.code", code=page.code)
    return f"{current_app.config['PUBLIC_URL']}{path}"
