"""Cross-origin reading (CORS) of public data: any site, any header, nothing that knows who asks."""

from flask import Response, request

_METHODS = "GET, HEAD, OPTIONS"
# Named as well for browsers that do not know the star.
_HEADERS = (
    "Accept, Accept-Language, Cache-Control, Content-Type, If-Modified-Since, If-None-Match,"
    " X-Requested-With, *"
)
_DAY = "86400"


def open_to_all(response: Response) -> Response:
    """Let pages of other sites read this answer; what a preflight asks for is allowed."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = _METHODS
        response.headers["Access-Control-Allow-Headers"] = _HEADERS
        response.headers["Access-Control-Max-Age"] = _DAY
    return response
