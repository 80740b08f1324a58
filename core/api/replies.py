"""Answers as JSON that a program may keep, compare and read from any site."""

import orjson
from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from core.web.pages.page_cache import NOT_KEPT, PageContent

# Stars can be taken at any moment: kept answers are asked about again, cheaply, by their ETag.
FRESH = "public, max-age=1, must-revalidate"
STEADY = "public, max-age=300"
JSON = "application/json"

_TYPES = (JSON, "application/problem+json")


def check_accept() -> None:
    """Refuse who cannot read JSON, before anything is asked of the database."""
    if request.accept_mimetypes and not request.accept_mimetypes.best_match(_TYPES):
        raise NotAcceptable


def json_page(body: object, cache: str = FRESH) -> PageContent:
    """The body as JSON, with what a caller may do with it."""
    return PageContent(orjson.dumps(body), kind=JSON, cache=cache)


def open_to_all(response: Response) -> Response:
    """Any site may read public data from a browser; nothing here knows who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    if response.mimetype == "application/problem+json":
        response.headers["Cache-Control"] = NOT_KEPT
    return response
