"""Row-level scope: the condition under which a row lies within what somebody reaches."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, false, or_, true

from core.access.roles import Scope, ScopeKind


def within(
    scopes: Collection[Scope], columns: Mapping[ScopeKind, ColumnElement[int | None]]
) -> ColumnElement[bool]:
    """Rows within at least one of the scopes; of a kind without a column, and of no scope, none."""
    if any(scope.kind is ScopeKind.WHOLE for scope in scopes):
        return true()
    numbers: dict[ScopeKind, list[int]] = {}
    for scope in scopes:
        if scope.kind in columns and scope.id is not None:
            numbers.setdefault(scope.kind, []).append(scope.id)
    return or_(false(), *(columns[kind].in_(sorted(ids)) for kind, ids in numbers.items()))
