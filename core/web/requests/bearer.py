"""Bearer tokens of requests (RFC 6750): programs that say by whom they were sent."""

from flask import Request


def bearer_token(request: Request) -> str | None:
    """The token of the Authorization header; where there is one, no cookie is looked at."""
    if "HTTP_AUTHORIZATION" not in request.environ:
        return None
    authorization = request.authorization
    is_bearer = authorization is not None and authorization.type == "bearer"
    return (authorization.token or "") if authorization and is_bearer else None
