"""What a person, or a program, gets to see when something is refused or fails."""

import uuid
from http import HTTPStatus

import orjson
from flask import Flask, Response, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from core.errors import DomainError

TEMPLATES = {404, 410, 422, 429, 500, 503}


def register(app: Flask) -> None:
    """Answer every failure with a page or, under /api, with application/problem+json."""
    app.before_request(_name_request)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(OperationalError, _database_away)


def problem(status: int, code: str, detail: str = "") -> Response:
    """RFC 9457 problem details with our code and the id of the request."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or HTTPStatus(status).description,
        "code": code,
        "request_id": g.request_id,
    }
    return Response(orjson.dumps(body), status, mimetype="application/problem+json")


def _name_request() -> None:
    g.request_id = uuid.uuid4().hex[:12]


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    return _answer(error.code or 500, HTTPStatus(error.code or 500).name.lower(), error)


def _refused(error: DomainError) -> ResponseReturnValue:
    return _answer(error.status, error.code)


def _database_away(_: OperationalError) -> ResponseReturnValue:
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, "database_away")


def _answer(status: int, code: str, error: HTTPException | None = None) -> ResponseReturnValue:
    if "request_id" not in g:
        _name_request()
    if request.path.startswith("/api/"):
        known = error.description if error and not isinstance(error, InternalServerError) else ""
        response = problem(status, code, known or "")
    else:
        page = (
            status
            if status in TEMPLATES
            else 404
            if status < HTTPStatus.INTERNAL_SERVER_ERROR
            else 500
        )
        html = render_template(f"errors/{page}.html", request_id=g.request_id)
        response = Response(html, status)
    for name, value in error.get_headers() if error else ():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "10"
    return response
