"""Headers every answer carries: what a browser may load, send and remember."""

from flask import Flask, Response, g

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

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer; a view may replace one by setting it itself."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        policy = POLICY | g.get("content_policy", {})
        response.headers.setdefault(
            "Content-Security-Policy", "; ".join(f"{k} {v}" for k, v in policy.items())
        )
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def allow(directive: str, source: str) -> None:
    """Let this one answer use a further source, such as the hash of its inline style."""
    g.content_policy = {**g.get("content_policy", {}), directive: source}
