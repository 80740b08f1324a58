"""The QR of a code as a picture, and sheets of labels to print."""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, make_response, render_template, request
from sqlalchemy.orm import Session

from core.access.declared import allowed
from core.clock import today
from core.code_recognition import code_in
from core.codes import printed
from core.composition import Services, services
from core.db.sessions import read_session
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import PageContent
from core.web.pages.public_page import public_page
from core.web.requests.access import scopes
from traceability.labels.qr.payload import payload
from traceability.labels.qr.store import ImageStore
from traceability.labels.queries import is_issued, labels_of, may_be_printed
from traceability.labels.sheets.label import Label, LabelsRefused
from traceability.labels.sheets.layouts import LAYOUTS, Layout
from traceability.labels.sheets.sheet import preview
from traceability.labels.sheets.sheet import sheet as label_sheet

bp = Blueprint("qr", __name__)

FOR_GOOD = "public, max-age=31536000, immutable"
LAYOUT = "a4-24"


def register(app: Flask, services: Services, media: Path) -> None:
    services[ImageStore] = ImageStore(media / "qr")
    app.register_blueprint(bp)


@bp.get("/qr/<public_code:code>.svg")
@public_page()
def svg(context: PageContext, code: str) -> PageContent:
    code = _issued(context.session, code)
    return _picture(services()[ImageStore].svg(_payload(code), printed(code)), "image/svg+xml")


@bp.get("/qr/<public_code:code>.png")
@public_page()
def png(context: PageContext, code: str) -> PageContent:
    code = _issued(context.session, code)
    return _picture(services()[ImageStore].png(_payload(code)), "image/png")


@bp.get("/tem/<public_code:code>.pdf")
@allowed("label.preview")
def sheet(code: str) -> Response:
    """A sheet full of one product's labels for those who print them, a preview for all others.

    ?mau names the paper, ?tu the first free label. Whose sheet it is, is decided before anything
    impersonal is made; neither is stored by anybody, for their address is the same.
    """
    if where := scopes("label.print"):
        with read_session() as session:
            typed = code_in(code)
            if may_be_printed(session, typed, where):
                return _own_sheet(session, typed, request.args.get("mau"), request.args.get("tu"))
    return _preview(code=code)


@public_page(parameters=("mau", "tu"))
def _preview(context: PageContext, code: str) -> Response:
    """One label, marked as none to stick on, wherever it would begin."""
    code, layout = _issued(context.session, code), _layout(context.parameters.get("mau"))
    _first_free(context.parameters.get("tu"), layout)
    return _pdf(context.session, code, lambda label: preview(label, layout))


def _own_sheet(session: Session, code: str, paper: str | None, first: str | None) -> Response:
    layout = _layout(paper)
    start = _first_free(first, layout)
    count = layout.per_page - start + 1
    return _pdf(session, code, lambda label: label_sheet([label] * count, layout, start=start))


def _pdf(session: Session, code: str, draw: Callable[[Label], bytes]) -> Response:
    labels, refused = labels_of(session, [code], public_url=services().public_url, at=today())
    if refused:
        return _out_of_force(code, refused[code])
    try:
        file = draw(labels[0])
    except LabelsRefused as no:
        return _refused(no)
    response = Response(file, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="tem-{code}.pdf"'
    return response


def _layout(name: str | None) -> Layout:
    layout = LAYOUTS.get(LAYOUT if name is None else name)
    return layout or abort(HTTPStatus.NOT_FOUND)


def _out_of_force(code: str, why: str) -> Response:
    """No label is printed that its own page would warn of."""
    if why == "no_product":
        abort(HTTPStatus.NOT_FOUND)
    page = render_template(
        "traceability/labels/out_of_force.html", code=code, printed_code=printed(code), obstacle=why
    )
    return make_response(page, HTTPStatus.CONFLICT)


def _refused(no: LabelsRefused) -> Response:
    """There is nothing to print, or a sign that no label can show."""
    if no.facts["reason"] != "sign":
        abort(HTTPStatus.NOT_FOUND)
    page = render_template("traceability/labels/refused.html", **no.facts)
    return make_response(page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _first_free(typed: str | None, layout: Layout) -> int:
    """The number of a label on one sheet, in plain digits: it decides how many are drawn."""
    if typed is None:
        return 1
    start = int(typed) if re.fullmatch("[0-9]{1,3}", typed) else 0
    if not 1 <= start <= layout.per_page:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY)
    return start


def _issued(session: Session, typed: str) -> str:
    """The code that was meant, if it was ever given out: no QR is made of anything else."""
    code = code_in(typed)
    if not is_issued(session, code):
        abort(HTTPStatus.NOT_FOUND)
    return code


def _payload(code: str) -> str:
    return payload(services().public_url, code)


def _picture(content: bytes, mimetype: str) -> PageContent:
    return PageContent(content, kind=mimetype, cache=FOR_GOOD)
