"""One layer that refuses what no form or address of ours ever sends, before any view sees it."""

import unicodedata

from flask import Flask, abort, request

MAX_PARAMETERS = 60
MAX_LENGTH = 400  # of one value in an address
MAX_BODY = 256 * 1024
ALLOWED_CONTROLS = {"\t", "\n", "\r"}


def register(app: Flask) -> None:
    """Check the structure of every request; limits are far above what a person needs."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.before_request(_check_address)


def _check_address() -> None:
    values = [*request.args.items(multi=True), *(request.view_args or {}).items()]
    if len(values) > MAX_PARAMETERS:
        abort(400)
    for name, value in values:
        if not (is_text(name) and is_text(str(value))) or len(str(value)) > MAX_LENGTH:
            abort(400)


def is_text(value: str) -> bool:
    """Whether a string holds characters only: no NUL, control, surrogate or undecodable byte."""
    return all(
        c in ALLOWED_CONTROLS or (unicodedata.category(c) not in {"Cc", "Cs"} and c != "\ufffd")
        for c in value
    )


def clean(value: str) -> str:
    """Text as it is kept: NFC, without invisible or direction characters, single spaces."""
    visible = "".join(c for c in value if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())
