"""`/<CODE>`: what a person sees after scanning."""

from datetime import date
from http import HTTPStatus

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

from certification.certificates.wording import ground
from core.access.declared import PUBLIC, allowed
from core.clock import today
from core.code_recognition import NearCode, code_in, recognise
from core.codes import UnreadableCode, printed
from core.composition import public_address
from core.db.content_versions import versions_of
from core.web.pages import standalone
from core.web.pages.addresses import page_of
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import PageContent
from core.web.pages.public_page import Answer, public_page
from core.web.pages.structured_data import as_script
from core.web.templating.paths import path_of
from registry.rules.issued_codes import CodeKind
from traceability.areas import wording
from traceability.areas.queries.outlines import drawing, in_province
from traceability.codes.queries import SCAN_SUBJECTS, CodePage, look_up
from traceability.resolver.rules.narrowing import MISSING_PARTS, UNKNOWN_PART
from traceability.resolver.rules.typed import code_fault
from traceability.scans.errors import UnknownCode
from traceability.scans.views import recording
from traceability.scans.views.drawings import woodblock
from traceability.scans.views.json_ld import scanned
from traceability.scans.views.verdicts import verdict
from traceability.scans.wording import fault_sentence

bp = Blueprint("scan", __name__)


class CodeConverter(BaseConverter):
    """Ten letters and digits, whole or in the two groups that labels print, and nothing else."""

    regex = r"[0-9A-Za-z]{5}-?[0-9A-Za-z]{5}"


def register(app: Flask) -> None:
    app.url_map.converters["public_code"] = CodeConverter
    app.register_error_handler(UnreadableCode, unreadable)
    app.register_blueprint(bp)


@bp.get("/<public_code:code>")
@allowed(PUBLIC)
def code(code: str) -> ResponseReturnValue:
    canonical = code_in(code)
    try:
        answer = page(code=canonical)
    except UnknownCode:
        return unknown(canonical)
    # Who looks is noted out here: the page itself cannot know.
    recording.note(canonical, known=True)
    standalone.allow_style()
    return answer


@public_page(parameters=(UNKNOWN_PART,))
def page(context: PageContext, code: str) -> Answer:
    """What the code says. Raises UnknownCode."""
    at = today()
    versions = versions_of(context.session, SCAN_SUBJECTS, code=code)
    return Answer((at, versions), lambda: _content(context, code, at))


@bp.after_request
def keep_private(response: Response) -> Response:
    response.headers.update(standalone.PRIVATE)
    return response


def unreadable(_: UnreadableCode) -> ResponseReturnValue:
    """An error handler, for every page of one code."""
    names = request.view_args or {}
    typed = str(names.get("code") or names.get("ticket", ""))
    near = recognise(typed).near
    return unreadable_page(typed, near) if near else current_app.handle_http_exception(NotFound())


def unreadable_page(typed: str, near: NearCode) -> ResponseReturnValue:
    """Not a code of ours: most likely a slip, so the form comes filled in."""
    says = fault_sentence(code_fault(near))
    page = standalone.show("traceability/scans/mistyped.html", typed=typed, says=says)
    return page, HTTPStatus.NOT_FOUND


def unknown(canonical: str) -> ResponseReturnValue:
    """Well formed and never given out: a counterfeit signal, so it is logged."""
    recording.note(canonical, known=False)
    template = "traceability/scans/unknown.html"
    page = standalone.show(template, code=canonical, printed_code=printed(canonical))
    return page, HTTPStatus.NOT_FOUND


def _content(context: PageContext, code: str, at: date) -> PageContent:
    """What the code says; ends the request for a report's ticket."""
    page = look_up(context.session, code, at)
    if page is None:
        raise UnknownCode
    if page.kind is CodeKind.REPORT:
        abort(redirect(url_for("reports.ticket", ticket=code), HTTPStatus.SEE_OTHER))
    missing = context.parameters.get(UNKNOWN_PART, "")
    html = _html(page, missing if missing in MISSING_PARTS else "")
    return PageContent(html, canonical=_canonical(page))


def _html(page: CodePage, missing: str) -> str:
    address = public_address(path_of("scan.code", code=page.code))
    return standalone.render(
        "traceability/scans/code.html",
        page=page,
        verdict=verdict(page),
        missing=missing,
        printed_code=printed(page.code),
        canonical=_canonical(page),
        json_ld=as_script(scanned(page, address)),
        woodblock=_woodblock(page),
        drawings={area.code: drawing(area) for area in page.areas},
        locator=in_province(page.product.place.province_slug) if page.product else None,
        words=wording,
        ground=ground,
    )


def _woodblock(page: CodePage) -> str:
    """What stands where its producer has sent no photograph."""
    if page.product is None or page.product.picture:
        return ""
    return woodblock(page.product.print)


def _canonical(page: CodePage) -> str:
    """The public page of what the code stands for: the one to share and to index."""
    if page.kind is CodeKind.CERTIFICATE:
        path = path_of("certificate.show", code=page.code)
    elif page.kind is CodeKind.AREA:
        path = path_of("areas.show", code=page.code)
    elif page.product is not None:
        path = page_of("product", slug=page.product.slug)
    else:
        path = path_of("scan.code", code=page.code)
    return public_address(path)
