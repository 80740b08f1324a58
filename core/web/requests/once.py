"""Idempotency key of a form: sent twice, it does something once."""

import secrets

from flask import Flask


def register(app: Flask) -> None:
    """Give templates `once_mark()`, a new key for each form that is shown."""
    app.jinja_env.globals["once_mark"] = lambda: secrets.token_urlsafe(12)
