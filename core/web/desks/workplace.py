"""The producer at whose desk a person works just now: the one of theirs that they chose."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request

from core.access.actors import Actor
from core.access.roles import Scope, ScopeKind
from core.access.workplaces import Workplace
from core.composition import services
from core.web.requests.access import current_actor, scopes

AT_WORK = "desk.read"
_OWN = "chosao.workplaces"  # where a request keeps them


@dataclass(slots=True)
class WorkplaceSource:
    """Which of some producers a person works at, the chosen one first; accounts read them."""

    read: Callable[[Actor, frozenset[int]], tuple[Workplace, ...]] = lambda _actor, _ids: ()


def workplaces() -> tuple[Workplace, ...]:
    """All of this person, the chosen one first; read once a request."""
    if _OWN not in request.environ:
        ids = frozenset(scope.id for scope in scopes(AT_WORK) if scope.id is not None)
        read = services()[WorkplaceSource].read
        request.environ[_OWN] = read(current_actor(), ids) if ids else ()
    known: tuple[Workplace, ...] = request.environ[_OWN]
    return known


def current_workplace() -> Workplace | None:
    """Where this person works now; None for one who belongs to no producer."""
    return next(iter(workplaces()), None)


def scopes_here(action: str) -> frozenset[Scope]:
    """Where the action reaches at the current workplace: that producer, or nothing.

    What `scopes(action)` gives, without the other producers of somebody who has several.
    """
    here = current_workplace()
    own = Scope(ScopeKind.PRODUCER, here.producer_id) if here else None
    return frozenset({own} & scopes(action)) if own else frozenset()
