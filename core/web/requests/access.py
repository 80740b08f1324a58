"""Access control of routes: each view declares its action, and the permission table decides.

A route without an action does not start. Who is not signed in is led to do so; what a person may
not see is not there (404), and what they see but may not do is refused (403). Where among all
things an action reaches is not decided here but in the queries, by `scopes(action)`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, Response, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue

from core.access.actors import STRANGER, Actor
from core.access.declared import ENTRANCE, action_of, seen_by
from core.access.permissions import PermissionTable
from core.access.roles import Scope
from core.composition import Services, services
from core.errors import DomainError
from core.web.pages.addresses import page_of
from core.web.requests.inputs import READS
from core.web.requests.negotiation import prefers_json

SIGN_IN = "sign_in"  # the page for it, as the package of accounts registers it
_ACTOR = "chosao.actor"  # kept with the request itself: requests of one test share a `g`


class UndeclaredRoute(Exception):
    """Routes without an action, or with one that the permission table does not have; one a line."""


class SignInRequired(DomainError):
    """A program has to say who it is."""

    code = "sign_in_required"
    status = HTTPStatus.UNAUTHORIZED


@dataclass(slots=True)
class ActorSource:
    """How a request tells who sends it; the package of accounts puts its own reader here."""

    read: Callable[[Request], Actor] = lambda _: STRANGER
    # What somebody has to do before they may use a view that not everybody may, if anything.
    detour: Callable[[Request, Callable[..., Any]], ResponseReturnValue | None] = lambda *_: None


def undeclared(app: Flask, table: PermissionTable) -> Iterator[str]:
    """One line for each route without an action of the table."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
        action = action_of(app.view_functions[rule.endpoint])
        if action is None:
            yield f"{rule.endpoint} ({rule.rule}) declares no action"
        elif action not in table:
            yield f"{rule.endpoint} ({rule.rule}): no row of the permission table is {action}"


def check_routes(app: Flask) -> None:
    """Raises UndeclaredRoute."""
    if faults := list(undeclared(app, Services.of(app)[PermissionTable])):
        raise UndeclaredRoute("\n".join(faults))


def check(request: Request) -> ResponseReturnValue | None:
    """Refuse, or lead to the sign-in, whoever may not do what the route does."""
    if request.url_rule is None:
        return None
    view = current_app.view_functions[request.url_rule.endpoint]
    table: PermissionTable = services()[PermissionTable]
    permission = table[action_of(view) or ""]
    if permission.is_public:
        return None
    if detour := services()[ActorSource].detour(request, view):
        return detour
    actor = current_actor()
    return None if permission.scopes(actor) else _refuse(request, actor, seen_by(view))


def _refuse(request: Request, actor: Actor, seeing: str | None) -> ResponseReturnValue:
    if actor.is_anonymous:
        return _to_sign_in(request)
    table: PermissionTable = services()[PermissionTable]
    if seeing and table.scopes(actor, seeing):
        return abort(HTTPStatus.FORBIDDEN)
    return abort(HTTPStatus.NOT_FOUND)


def _to_sign_in(request: Request) -> ResponseReturnValue:
    if request.path.startswith("/api/") or prefers_json():
        raise SignInRequired
    return lead_to(SIGN_IN, request)


def lead_to(page: str, request: Request) -> ResponseReturnValue:
    """With the way back; after something was sent, to the page it was typed on."""
    path = request.path.rstrip("/")  # a slash at the end changes nothing, here as elsewhere
    query = request.query_string.decode("latin-1") if request.method in READS else ""
    back = f"{path}?{query}" if query else path
    return redirect(f"{page_of(page)}?next={quote(back)}", HTTPStatus.SEE_OTHER)


def current_actor() -> Actor:
    """Who sends this request; read once."""
    if _ACTOR not in request.environ:
        request.environ[_ACTOR] = services()[ActorSource].read(request)
    actor: Actor = request.environ[_ACTOR]
    return actor


def scopes(action: str) -> frozenset[Scope]:
    """Where the sender of this request may do it: what queries of desks start from."""
    return services()[PermissionTable].scopes(current_actor(), action)


def keep_private(request: Request, response: Response) -> Response:
    """What was made for one person is kept by no cache, listed by no engine, told to no site.

    The browser says where a form of ours comes from: the CSRF check needs that.
    """
    if request.url_rule is None:
        return response
    action = action_of(current_app.view_functions[request.url_rule.endpoint]) or ""
    is_public = services()[PermissionTable][action].is_public and action != ENTRANCE
    if is_public and _ACTOR not in request.environ:
        return response
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
