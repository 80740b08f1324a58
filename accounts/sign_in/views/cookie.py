"""The cookie of a session, and the person who brings it along."""

from datetime import timedelta

from flask import Request, Response

from accounts.sign_in.queries.signed_in import LIFE, SignedIn, signed_in
from accounts.sign_in.rules.stages import Stage
from accounts.sign_in.services.sessions import TOUCHED_EVERY, touch_session
from core.access.actors import STRANGER, Actor
from core.clock import now
from core.composition import services
from core.db.sessions import read_session, transaction
from core.web.requests.cookies import cookie

PLAIN, HOST = "phien", "__Host-phien"
_SESSION = "chosao.session"


def cookie_name() -> str:
    """Bound to our host where it can be: browsers accept such a name over https alone."""
    return HOST if services().https else PLAIN


def read_actor(request: Request) -> Actor:
    """Who sends a request."""
    known = session_of(request)
    return known.actor if known and known.stage is not Stage.SECOND_STEP else STRANGER


def session_of(request: Request) -> SignedIn | None:
    """The session of a request, looked up once; noted as in use at most once a minute."""
    if _SESSION not in request.environ:
        request.environ[_SESSION] = _look_up(request)
    known: SignedIn | None = request.environ[_SESSION]
    return known


def _look_up(request: Request) -> SignedIn | None:
    token = cookie(request, cookie_name())
    if not token:
        return None
    with read_session() as session:
        known = signed_in(session, token)
    if known is None or (known.is_trial and services().https):  # their passwords were shown
        return None
    _touch(known)
    return known


def _touch(known: SignedIn) -> None:
    if now() - known.seen_at > TOUCHED_EVERY:
        with transaction() as session:
            touch_session(session, known.id)


def hand_out(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=LIFE,
        secure=services().https,
        httponly=True,
        samesite="Lax",
    )
    return response


def take_back(response: Response) -> Response:
    response.set_cookie(
        cookie_name(),
        "",
        max_age=timedelta(0),
        secure=services().https,
        httponly=True,
        samesite="Lax",
    )
    return response
