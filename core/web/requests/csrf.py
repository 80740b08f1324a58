"""CSRF check by Fetch Metadata: whatever changes something comes from a page of ours.

Browsers say with `Sec-Fetch-Site` how the page that sends is related to us; those too old for it
name the site in `Origin`. Who is somebody to us, by the cookie of a session or cart that comes
along, is believed only if one of the two says that the page is ours: what is absent, `none` or
`null` is refused. Without such a cookie there is nobody's name to misuse, and it is enough that no
other site is named; but signing in and up make somebody of a stranger, and take no `null` either.
No token is needed, so a public page carries none and can be cached; forms have theirs switched off
(WTF_CSRF_ENABLED). https://web.dev/articles/fetch-metadata
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Request, abort, current_app

from core.access.declared import ENTRANCE, action_of
from core.composition import services
from core.web.requests.cookies import PERSONAL
from core.web.requests.inputs import READS

OURS, BY_HAND = "same-origin", "none"
UNNAMED = "null"  # an Origin that the browser keeps to itself


def check(request: Request) -> None:
    """Refuse an unsafe request that another site sends, or may have sent."""
    if request.method in READS or request.url_rule is None:
        return
    if not _is_trusted(request):
        abort(HTTPStatus.BAD_REQUEST)


def _is_trusted(request: Request) -> bool:
    is_somebody = "HTTP_COOKIE" in request.environ and not PERSONAL.isdisjoint(request.cookies)
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site:
        return site == OURS or (site == BY_HAND and not is_somebody)
    if origin == UNNAMED:
        return not (is_somebody or _is_entrance(request))
    return _is_ours(request, origin) if origin else not is_somebody


def _is_ours(request: Request, origin: str) -> bool:
    """The public address, or the one that was asked for, by the same scheme."""
    public = urlsplit(services().public_url)
    return origin in {f"{public.scheme}://{public.netloc}", f"{public.scheme}://{request.host}"}


def _is_entrance(request: Request) -> bool:
    view = current_app.view_functions[request.endpoint or ""]
    return action_of(view) == ENTRANCE
