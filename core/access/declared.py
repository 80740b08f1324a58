"""The action that a view declares; the permission table says who may do it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

PUBLIC = "page.read"  # what everybody may do
ENTRANCE = "account.open"  # signing in and up: it makes somebody of a stranger
_ACTION, _SEEN_BY, _FRESH = "permission_action", "permission_seen_by", "permission_fresh"

View = TypeVar("View", bound=Callable[..., Any])


def allowed(action: str, *, seen_by: str | None = None) -> Callable[[View], View]:
    """Declare what a view does. Who may do `seen_by` sees its thing, and is told so if not more."""

    def declare(view: View) -> View:
        setattr(view, _ACTION, action)
        setattr(view, _SEEN_BY, seen_by)
        return view

    return declare


def action_of(view: Callable[..., Any]) -> str | None:
    action: str | None = getattr(view, _ACTION, None)
    return action


def seen_by(view: Callable[..., Any]) -> str | None:
    """The action by which somebody sees what the view changes."""
    action: str | None = getattr(view, _SEEN_BY, None)
    return action


def fresh(within: timedelta) -> Callable[[View], View]:
    """Declare that whoever does this has proved within this time who they are.

    Stands on the page with the form as well as on what the form sends.
    """

    def declare(view: View) -> View:
        setattr(view, _FRESH, within)
        return view

    return declare


def freshness(view: Callable[..., Any]) -> timedelta | None:
    within: timedelta | None = getattr(view, _FRESH, None)
    return within
