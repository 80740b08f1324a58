"""Static files under names that change with their content, so that browsers keep them for good."""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

import brotli
from flask import Flask, Response, request

TEXTUAL = {"text/css", "text/javascript", "image/svg+xml"}


def register(app: Flask) -> None:
    """Give templates `asset(path)` and let a browser keep what it names."""
    folder = Path(app.static_folder or "static")

    @cache
    def mark(path: str) -> str:
        return hashlib.sha256((folder / path).read_bytes()).hexdigest()[:10]

    @cache
    def asset(path: str) -> str:
        return f"{app.static_url_path}/{path}?v={mark(path)}"  # kept: a page asks for dozens

    app.jinja_env.globals["asset"] = asset

    @cache
    def packed(path: str) -> bytes:
        body: bytes = brotli.compress((folder / path).read_bytes())
        return body

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code != HTTPStatus.OK:
            return response
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if response.mimetype in TEXTUAL and request.accept_encodings.quality("br") > 0:
            _replace_body(response, packed((request.view_args or {})["filename"]))
        return response


def _replace_body(response: Response, body: bytes) -> None:
    """Give the file's packed form instead: made once at full strength, kept in memory."""
    response.close()  # the file that was opened to be sent
    response.direct_passthrough = False
    response.set_data(body)
    response.headers["Content-Encoding"] = "br"
    response.vary.add("Accept-Encoding")
    tag, _ = response.get_etag()
    response.set_etag(f"{tag}-br")
