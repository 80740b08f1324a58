"""One layer that refuses what no form or address of ours ever sends, before any view sees it."""

import unicodedata
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import abort, request

from core.composition import services
from core.web.requests import bodies

MAX_PARAMETERS = 60
MAX_LENGTH = 400  # of one value in an address
MAX_BODY = 256 * 1024
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
READS = {"GET", "HEAD", "OPTIONS"}
OURS = {"same-origin", "none"}
ALLOWED_CONTROLS = {"\t", "\n", "\r"}
JOINER = "\u200d"  # holds emoji of several people together


def check_address() -> None:
    values = [*request.args.items(multi=True), *(request.view_args or {}).items()]
    if len(values) > MAX_PARAMETERS:
        abort(400)
    for name, value in values:
        if not (is_text(name) and is_text(str(value))) or len(str(value)) > MAX_LENGTH:
            abort(400)


def check_sender() -> None:
    """Whatever changes something comes from our own pages; no session has to be borrowed for that.

    Browsers say so themselves. Those too old for it name the site that sends, unless a page of ours
    asked them not to.
    """
    if request.method in READS or request.url_rule is None:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    known = {request.host, urlsplit(services().public_url).netloc}
    if site not in OURS if site else origin != "null" and origin.partition("://")[2] not in known:
        abort(HTTPStatus.BAD_REQUEST)


def check_body() -> None:
    if request.method in READS or request.url_rule is None:
        return
    if request.content_length and request.mimetype not in FORMS:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    bodies.read_before_view()
    if sum(map(len, request.form.listvalues())) > MAX_PARAMETERS:
        abort(HTTPStatus.BAD_REQUEST)


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


def clean_story(value: str) -> str:
    """The same for what has several lines and may hold emoji: lines and joiners stay."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(JOINER.join(map(clean, line.split(JOINER))) for line in lines).strip()
