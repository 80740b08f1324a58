"""Fallback for addresses that no page has: where a code stands in one, its page is meant.

Scanner apps, chats and fingers put something before, after and inside of what a label says.
"""

from http import HTTPStatus

from flask import redirect, request, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from core.code_recognition import NearCode, recognise
from core.web.pages import standalone
from core.web.requests.inputs import READS
from traceability.resolver.rules.typed import read_text
from traceability.scans.views.scan import unreadable_page

_FOR_PROGRAMS = ("/api/", "/static/", "/.well-known/")
_FARTHEST = 2  # characters too many or too few of what still looks like a code


def lead_to_code() -> ResponseReturnValue | None:
    """A hook before views. The page led to counts guesses, as for an address without faults."""
    path = request.path
    if not isinstance(request.routing_exception, NotFound) or request.method not in READS:
        return None
    if path.startswith(_FOR_PROGRAMS):
        return None
    typed = path.strip("/")
    reading = read_text(typed)
    if len(reading.codes) == 1 and not reading.links:
        return _redirect(_address_with(path, reading.codes[0]))
    if reading.is_certain:
        return _redirect(url_for("lookup.form", ma=typed))
    near = recognise(typed).near
    return unreadable_page(near.letters, near) if near and _looks_meant(path, near) else None


def _redirect(target: str) -> ResponseReturnValue:
    response = redirect(target, HTTPStatus.SEE_OTHER)
    response.headers.update(standalone.PRIVATE | {"Cache-Control": "no-store"})
    return response


def _address_with(path: str, code: str) -> str:
    """The same page of the code that was asked for, `/bao-cao/…` say; else the scan page."""
    adapter = request_ctx.url_adapter
    assert adapter
    parts = path.strip("/").split("/")
    place = next((i for i, part in enumerate(parts) if code in recognise(part).codes), 0)
    address = "/".join(["", *parts[:place], code])
    return address if adapter.test(address, "GET") else url_for("scan.code", code=code)


def _looks_meant(path: str, near: NearCode) -> bool:
    """One word with a digit, nearly as long as a code: most other wrong addresses are not."""
    parts = [part for part in path.split("/") if part]
    return len(parts) == 1 and near.difference <= _FARTHEST and any(c.isdigit() for c in path)
