"""Which applications somebody sees: the scopes of their permissions as a condition."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, false, or_, true

from core.access.roles import Scope, ScopeKind
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.states import STANDING, ApplicationKind, ApplicationState

# Another person's claim of the same producer is not the producer's, whatever became of it.
_OF_THE_PRODUCER = or_(
    SellerApplication.state.in_([*STANDING, ApplicationState.CLOSED, ApplicationState.REPLACED]),
    SellerApplication.kind == ApplicationKind.CONVERSION,
)


def visible_to(scopes: Iterable[Scope]) -> ColumnElement[bool]:
    """Applications within these scopes; none where there are none."""
    return or_(false(), *map(_within, scopes))


def _within(scope: Scope) -> ColumnElement[bool]:
    match scope.kind:
        case ScopeKind.WHOLE:
            return true()
        case ScopeKind.SELF:
            return SellerApplication.applicant_id == scope.id
        case ScopeKind.PRODUCER:
            return (SellerApplication.producer_id == scope.id) & _OF_THE_PRODUCER
        case _:
            return false()
