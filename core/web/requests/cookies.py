"""Cookies of a request. Most requests have none, and pay nothing for looking."""

from flask import Request

# Those by which a browser is somebody to us: of a session, and of a cart.
PERSONAL = frozenset({"phien", "__Host-phien", "gio", "__Host-gio"})


def cookie(request: Request, name: str) -> str | None:
    """Its value, if it came along. Werkzeug goes through all headers for it, which takes 10 µs."""
    return request.cookies.get(name) if "HTTP_COOKIE" in request.environ else None
