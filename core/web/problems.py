"""What a person, or a program, gets to see when something is refused or fails."""

import logging
import secrets
from http import HTTPStatus

import orjson
import psycopg
from flask import Flask, Request, Response, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException

from core.composition import Services
from core.errors import DomainError
from core.logs import ExceptionInfo
from core.web.problem_wording import SENTENCES, ProblemSentences, sentence
from core.web.requests.negotiation import PROBLEM, prefers_json

TEMPLATES = {404, 408, 410, 413, 422, 429, 500, 503, 507}
log = logging.getLogger(__name__)


def register(app: Flask, services: Services) -> None:
    """Answer every failure with a page or, for programs, with application/problem+json."""
    services[ProblemSentences] = ProblemSentences(SENTENCES)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(DBAPIError, _database_failed)
    app.register_error_handler(NoConnectionFree, _database_away)
    app.log_exception = _log_failure  # type: ignore[method-assign]  # the library's line repeats the path


def problem(status: int, code: str, detail: str = "", **members: object) -> Response:
    """RFC 9457 problem details with our code, the id of the request and further members."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or sentence(code) or HTTPStatus(status).description,
        "code": code,
        "request_id": _request_id(),
        **members,
    }
    return Response(orjson.dumps(body), status, mimetype=PROBLEM)


def name_request(_: Request) -> None:
    g.request_id = secrets.token_hex(6)


def _request_id() -> str:
    """Its name, also where it failed before it was given one."""
    if "request_id" not in g:
        name_request(request)
    return str(g.request_id)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    return _answer(error.code or 500, HTTPStatus(error.code or 500).name.lower(), error)


def _refused(error: DomainError) -> ResponseReturnValue:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:  # for whoever runs the site to mend
        log.error("%s %s: %s", request.method, request.endpoint, error.code)
    return _answer(error.status, error.code)


def _database_failed(error: DBAPIError) -> ResponseReturnValue:
    """Away, cut off or out of time is one thing; a statement that it refuses is a fault of ours."""
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return _database_away(error)
    raise error


def _database_away(error: Exception) -> ResponseReturnValue:
    log.error("the database does not answer: %s", _cause(error))
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, "database_away")


def _cause(error: Exception) -> str:
    """What the database says, without the details in which it repeats rows."""
    cause = getattr(error, "orig", error)
    message = cause.diag.message_primary if isinstance(cause, psycopg.Error) else None
    return " ".join((message or str(cause)).split())


def _log_failure(exc_info: ExceptionInfo) -> None:
    log.error("%s %s failed", request.method, request.endpoint, exc_info=exc_info)


def _own_words(error: HTTPException | None) -> str:
    """What our code said when it refused; not the framework's sentence for the status."""
    if error is None or error.description == type(error).description:
        return ""
    return error.description or ""


def _answer(status: int, code: str, error: HTTPException | None = None) -> ResponseReturnValue:
    if request.path.startswith("/api/") or prefers_json():
        response = problem(status, code, _own_words(error))
    else:
        html = render_template(f"errors/{_page_of(status)}.html", request_id=_request_id())
        response = Response(html, status)
    for name, value in error.get_headers() if error else ():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "10"
    return response


def _page_of(status: int) -> int:
    if status in TEMPLATES:
        return status
    return 422 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500
