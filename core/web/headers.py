"""Headers every answer carries: what a browser may load, send and remember."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}

FAILED = ("4", "5")  # how the status of what nobody stores begins
_OWN_POLICY = "chosao.content_policy"  # where a request keeps what its answer may use beside

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer given by what is registered so far."""
    app.wsgi_app = StandardHeaders(app.wsgi_app, https=https)  # type: ignore[method-assign]


class StandardHeaders:
    """WSGI middleware: adds what an answer has not set itself. Nobody stores a failure."""

    def __init__(self, application: WSGIApplication, *, https: bool) -> None:
        self._application = application
        self._https = https

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:  # noqa: ANN401 - as WSGI has it
            present = {name.lower() for name, _ in headers}
            standard = _standard(*environ.get(_OWN_POLICY, {}).items(), https=self._https)
            headers += [(name, value) for lower, name, value in standard if lower not in present]
            if status.startswith(FAILED) and "cache-control" not in present:
                headers.append(("Cache-Control", "no-store"))
            return start_response(status, headers, *error)

        return self._application(environ, start)


@lru_cache(64)
def _standard(*own: tuple[str, str], https: bool) -> Sequence[tuple[str, str, str]]:
    """Names in small letters and as they are sent, and values."""
    headers = {**FIXED, "Content-Security-Policy": _policy(POLICY | dict(own))}
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return [(name.lower(), name, value) for name, value in headers.items()]


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def allow(directive: str, source: str) -> None:
    """Let this one answer use a further source, such as the hash of its inline style."""
    own = request.environ.get(_OWN_POLICY, {})
    request.environ[_OWN_POLICY] = {**own, directive: source}
