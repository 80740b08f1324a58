"""`/tra-cuu`: typing a code where no camera is at hand."""

from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from core.composition import services
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import NOT_KEPT
from core.web.pages.public_page import Answer, PageResult, public_page
from traceability.resolver.queries import KnownCode, known_codes
from traceability.resolver.rules.typed import Reading, read_text
from traceability.scans.wording import barcode_unknown, choice_name, fault_sentence

bp = Blueprint("lookup", __name__)


@bp.get("/tra-cuu")
@public_page(parameters=("ma",))
def form(context: PageContext) -> PageResult:
    typed = context.parameters.get("ma", "")
    if not typed.strip():
        return Answer((), lambda: _html(typed="", wrong=""))
    reading = read_text(typed)
    if reading.only_code:
        return _to_code(reading.only_code)
    return _answer(typed, reading, known_codes(context.session, reading))


def _answer(typed: str, reading: Reading, known: tuple[KnownCode, ...]) -> ResponseReturnValue:
    """To the one thing that is meant, else a choice, else what was read and what is missing."""
    codes = dict.fromkeys((*reading.codes, *(one.code for one in known)))
    if len(codes) > 1:
        names = {one.code: one.name for one in known}
        return _choices(typed, {code: choice_name(code, names.get(code)) for code in codes})
    for link in reading.links[:1]:
        if not reading.codes and (link.key != "01" or link.qualifiers):
            return redirect(link.uri(""), HTTPStatus.SEE_OTHER)  # the resolver knows what to say
    if codes:
        return _to_code(*codes)
    if reading.links:
        return _again(typed, barcode_unknown(reading.links[0].value), HTTPStatus.NOT_FOUND)
    assert reading.fault
    if page := _own_page(typed):
        return redirect(page, HTTPStatus.SEE_OTHER)
    return _again(typed, fault_sentence(reading.fault), HTTPStatus.UNPROCESSABLE_ENTITY)


def _own_page(typed: str) -> str | None:
    """The path of a product, producer or province whose address was pasted."""
    word = next((word for word in typed.split() if "/" in word), "")
    with suppress(ValueError, HTTPException):  # no address; none of ours
        parts = urlsplit(word if "//" in word else f"//{word}")
        if parts.hostname == urlsplit(services().public_url).hostname:
            endpoint, names = current_app.url_map.bind("").match(parts.path.rstrip(".,;:!?)"))
            return url_for(endpoint, **names) if names.keys() == {"slug"} else None
    return None


def _to_code(code: str) -> ResponseReturnValue:
    return redirect(url_for("scan.code", code=code), HTTPStatus.SEE_OTHER)


def _choices(typed: str, choices: dict[str, str]) -> Response:
    """Several codes: the person chooses."""
    response = make_response(
        _html(typed=typed, wrong="", choices=choices), HTTPStatus.MULTIPLE_CHOICES
    )
    response.headers["Cache-Control"] = NOT_KEPT
    return response


def _again(typed: str, wrong: str, status: HTTPStatus) -> ResponseReturnValue:
    return _html(typed=typed, wrong=wrong), status


def _html(*, typed: str, wrong: str, choices: dict[str, str] | None = None) -> str:
    # What a scanner sends between two parts has no sign of its own in a field.
    shown = typed.replace("\x1d", "␝").replace("\x1e", "␞")
    return render_template(
        "traceability/scans/lookup.html", typed=shown, wrong=wrong, choices=choices or {}
    )
