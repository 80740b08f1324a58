"""Rules of role grants: which scope a role is given within."""

from core.access.roles import SCOPES_OF, Role, Scope, ScopeKind

COLUMNS = {
    ScopeKind.PRODUCER: "producer_id",
    ScopeKind.COMMUNE: "commune_id",
    ScopeKind.PROVINCE: "province_id",
}


def fits(role: Role, scope: Scope) -> bool:
    """Whether a role may be given within such a scope. `consumer` and `anonymous` are not given."""
    return scope.kind in SCOPES_OF.get(role, ())


def columns_of(scope: Scope) -> dict[str, int | None]:
    """The columns of a grant that say its scope."""
    return {column: scope.id if kind is scope.kind else None for kind, column in COLUMNS.items()}


def scope_of(columns: dict[str, int | None]) -> Scope:
    """The scope that the columns of a grant say."""
    for kind, column in COLUMNS.items():
        if (number := columns[column]) is not None:
            return Scope(kind, number)
    return Scope(ScopeKind.WHOLE)
