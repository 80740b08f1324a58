"""Answers as JSON that a program may keep, compare and read from any site."""

import orjson
from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from core.web import cors
from core.web.pages.page_cache import NOT_KEPT, PageContent
from core.web.requests.negotiation import JSON, PROBLEM, best_type

# Stars can be taken at any moment: kept answers are asked about again, cheaply, by their ETag.
FRESH = "public, max-age=1, must-revalidate"
STEADY = "public, max-age=300"


def check_accept() -> None:
    """Refuse who cannot read JSON, before anything is asked of the database."""
    if request.method != "OPTIONS" and best_type((JSON, PROBLEM)) is None:
        raise NotAcceptable


def json_page(body: object, cache: str = FRESH) -> PageContent:
    """The body as JSON, with what a caller may do with it."""
    return PageContent(orjson.dumps(body), kind=JSON, cache=cache)


def open_to_all(response: Response) -> Response:
    """Any site may read public data from a browser; nothing here knows who asks."""
    if response.mimetype == PROBLEM:
        response.headers["Cache-Control"] = NOT_KEPT
    return cors.open_to_all(response)
