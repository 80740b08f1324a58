"""CSRF check by Fetch Metadata: whatever changes something comes from a page of ours.

Browsers say with `Sec-Fetch-Site` how the page that sends is related to us; nothing but our own
pages and the visitor's own hand (`none`) may change anything. Browsers too old for it name the site
that sends in `Origin`, unless a page of ours asked them not to. No token is needed, so a public
page carries none and can be cached; forms have theirs switched off (WTF_CSRF_ENABLED).
https://web.dev/articles/fetch-metadata
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Request, abort

from core.composition import services
from core.web.requests.inputs import READS

OURS = {"same-origin", "none"}
UNNAMED = "null"  # an Origin that the browser keeps to itself


def check(request: Request) -> None:
    """Refuse an unsafe request that another site sends."""
    if request.method in READS or request.url_rule is None:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if not (site in OURS if site else _is_ours(request)):
        abort(HTTPStatus.BAD_REQUEST)


def _is_ours(request: Request) -> bool:
    origin = request.headers.get("Origin", UNNAMED)
    known = {request.host, urlsplit(services().public_url).netloc}
    return origin == UNNAMED or origin.partition("://")[2] in known
