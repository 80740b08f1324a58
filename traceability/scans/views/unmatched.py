"""Fallback for addresses that no page has: without what a sentence put behind, and by their code.

Scanner apps, chats and fingers put something before, after and inside of what a label says.
"""

import re
from http import HTTPStatus
from urllib.parse import quote

from flask import Request, Response, make_response, redirect, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from core.code_recognition import NearCode, recognise
from core.web.pages import standalone
from core.web.requests.inputs import READS
from traceability.resolver.rules.typed import read_text
from traceability.scans.views.scan import unreadable_page

_FOR_PROGRAMS = ("/api/", "/static/", "/.well-known/")
_AS_WRITTEN = {"resolver.resolve", "static"}  # a lot may end as a sentence does
_TAIL = re.compile(
    "[\\s.,;:!?…)\\]}>\"'»”’*_|\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/?$"
)
# In capitals; not what may be a code with a mistake.
_SLUG = re.compile(r"[A-Za-z]+|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
_SLASHES = re.compile("//+$")
_OF_ONE_THING = re.compile(r"/[a-z-]+/<(?:code|slug)>")  # rules of pages, not of files
_FARTHEST = 2  # characters too many or too few of what still looks like a code


def lead_to_code(request: Request) -> ResponseReturnValue | None:
    """A hook before views. The page led to counts guesses, as for an address without faults."""
    path = request.path
    if request.method not in READS or path.startswith(_FOR_PROGRAMS):
        return None
    if bare := _without_tail(request, path):
        return _redirect(_with_query(request, bare))
    if not isinstance(request.routing_exception, NotFound):
        return None
    if (small := path.lower()) != path and _is_page(small):
        return _redirect(_with_query(request, small))
    return _page_of_code(path)


def lead_on(request: Request, response: Response) -> Response:
    """A hook after views: what is no product, place or certificate may be the code of something."""
    if response.status_code != HTTPStatus.NOT_FOUND or request.method not in READS:
        return response
    rule, names = request.url_rule, request.view_args
    if not (rule and names and _OF_ONE_THING.fullmatch(rule.rule)):
        return response
    (typed,) = names.values()
    code = read_text(typed).only_code
    is_printed = typed.isupper() or any(letter.isdigit() for letter in typed)
    if code and is_printed:
        return _redirect(url_for("scan.code", code=code))
    small = request.path.lower()
    is_name = "<slug>" in rule.rule and _SLUG.fullmatch(typed)
    if is_name and small != request.path:
        return _redirect(_with_query(request, small))
    return response


def _without_tail(request: Request, path: str) -> str | None:
    """The address that a sentence, a chat or a bracket has put something behind, if it is one."""
    if path[-1:].isalnum():  # nearly all: this is asked of every request
        return None
    bare = _SLASHES.sub("", _TAIL.sub("", path))
    if bare == path or request.endpoint in _AS_WRITTEN or not _is_page(bare):
        return None
    return bare


def _page_of_code(path: str) -> ResponseReturnValue | None:
    typed = path.strip("/")
    reading = read_text(typed)
    if reading.only_code:
        return _redirect(_address_with(path, reading.only_code))
    if reading.is_certain:
        return _redirect(url_for("lookup.form", ma=typed))
    halves = recognise(typed.replace("/", "-")).only if typed.count("/") == 1 else None
    if halves and any(letter.isdigit() for letter in halves):
        return _redirect(url_for("scan.code", code=halves))
    near = recognise(typed).near
    return unreadable_page(near.letters, near) if near and _looks_meant(path, near) else None


def _with_query(request: Request, path: str) -> str:
    query = request.query_string.decode("latin-1")
    return f"{quote(path)}?{query}" if query else quote(path)


def _redirect(target: str) -> Response:
    response = make_response(redirect(target, HTTPStatus.SEE_OTHER))
    response.headers.update(standalone.PRIVATE | {"Cache-Control": "no-store"})
    return response


def _address_with(path: str, code: str) -> str:
    """The same page of the code that was asked for, `/bao-cao/…` say; else the scan page."""
    parts = path.strip("/").split("/")
    place = next((i for i, part in enumerate(parts) if code in recognise(part).codes), 0)
    address = "/".join(["", *parts[:place], code])
    return address if _is_page(address) else url_for("scan.code", code=code)


def _is_page(path: str) -> bool:
    adapter = request_ctx.url_adapter
    return adapter is not None and adapter.test(path, "GET")


def _looks_meant(path: str, near: NearCode) -> bool:
    """One word with a digit, nearly as long as a code: most other wrong addresses are not."""
    parts = [part for part in path.split("/") if part]
    return len(parts) == 1 and near.difference <= _FARTHEST and any(c.isdigit() for c in path)
