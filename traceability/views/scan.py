"""`/<CODE>`: what a person sees after scanning."""

from http import HTTPStatus

from flask import Blueprint, Flask, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.routing import BaseConverter

from core.clock import today
from core.codes import MistypedCode, UnreadableCode, printed, read_code
from core.db import reading
from core.issued_codes import CodeKind
from core.web import kept_pages
from core.web.i18n import language
from core.web.structured import as_script
from traceability.queries.codes import CodePage, look_up
from traceability.queries.stamps import stamp
from traceability.views import light, visits, wording
from traceability.views.drawings import woodblock
from traceability.views.json_ld import scanned
from traceability.views.outlines import drawing, in_province
from traceability.views.verdicts import verdict

bp = Blueprint("scan", __name__)

# What the address of a wider thing says about the narrower one that was asked for.
UNKNOWN_PART = "chua-ro"
MISSING_PARTS = ("lo", "goi")


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
    visits.refuse_guessing()
    with reading() as session:
        state = stamp(session, wanted)
        if state is None:
            return unknown(wanted)
        visits.note(wanted, known=True)
        return _answer(session, wanted, state)


@bp.after_request
def keep_private(response: Response) -> Response:
    response.headers.update(light.PRIVATE)
    return response


def unreadable(no: UnreadableCode, typed: str) -> ResponseReturnValue:
    """Not a code of ours: most likely a slip, so the form comes filled in."""
    kind = "mistyped" if isinstance(no, MistypedCode) else "malformed"
    page = light.show("traceability/scan/mistyped.html", typed=typed, kind=kind)
    return page, HTTPStatus.NOT_FOUND


def unknown(wanted: str) -> ResponseReturnValue:
    """Well formed and never given out: a counterfeit signal, so it is logged."""
    visits.note(wanted, known=False)
    page = light.show("traceability/scan/unknown.html", code=wanted, printed_code=printed(wanted))
    return page, HTTPStatus.NOT_FOUND


def _answer(session: Session, code: str, state: str) -> ResponseReturnValue:
    """The kept page, or a new one; a report's ticket leads to the report."""
    at, missing = today(), request.args.get(UNKNOWN_PART, "")
    missing = missing if missing in MISSING_PARTS else ""
    kept = kept_pages.pages()
    key = (code, state, f"{at}", language(), missing)
    found = kept.get(key)
    if found is None:
        page = look_up(session, code, at)
        if page is None:  # given out a moment ago, and taken back with its transaction
            return unknown(code)
        if page.kind is CodeKind.REPORT:
            return redirect(url_for("reports.ticket", ticket=code), HTTPStatus.SEE_OTHER)
        found = kept_pages.KeptPage.of(_html(page, missing), canonical=_canonical(page))
        kept.put(key, found)
    light.allow_style()
    return found.response()


def _html(page: CodePage, missing: str) -> str:
    address = current_app.config["PUBLIC_URL"] + url_for("scan.code", code=page.code)
    return light.render(
        "traceability/scan/code.html",
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
