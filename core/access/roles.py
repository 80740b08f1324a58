"""Roles and scopes of access control: what a person is, and where that holds."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be. Everybody with an account is a consumer as well."""

    ANONYMOUS = "anonymous"
    CONSUMER = "consumer"
    PRODUCER_OWNER = "producer_owner"
    PRODUCER_STAFF = "producer_staff"
    PRODUCER_HELPER = "producer_helper"
    COMMUNE_OFFICER = "commune_officer"
    PROVINCE_OFFICER = "province_officer"
    COUNCIL_MEMBER = "council_member"
    PROMOTION_STAFF = "promotion_staff"
    OPERATOR = "operator"
    AUDITOR = "auditor"


class ScopeKind(StrEnum):
    """How far a role reaches."""

    SELF = "self"
    PRODUCER = "producer"
    COMMUNE = "commune"
    PROVINCE = "province"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Scope:
    """One producer, commune or province by its number in the database, an account, or all."""

    kind: ScopeKind
    id: int | None = None


WHOLE = Scope(ScopeKind.WHOLE)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, and where it holds."""

    role: Role
    scope: Scope = WHOLE


# The kinds of scope within which a role is given to a person.
SCOPES_OF: dict[Role, frozenset[ScopeKind]] = {
    Role.PRODUCER_OWNER: frozenset({ScopeKind.PRODUCER}),
    Role.PRODUCER_STAFF: frozenset({ScopeKind.PRODUCER}),
    Role.PRODUCER_HELPER: frozenset({ScopeKind.PRODUCER}),
    Role.COMMUNE_OFFICER: frozenset({ScopeKind.COMMUNE}),
    Role.PROVINCE_OFFICER: frozenset({ScopeKind.PROVINCE}),
    Role.COUNCIL_MEMBER: frozenset({ScopeKind.PROVINCE, ScopeKind.WHOLE}),
    Role.PROMOTION_STAFF: frozenset({ScopeKind.PROVINCE, ScopeKind.WHOLE}),
    Role.OPERATOR: frozenset({ScopeKind.WHOLE}),
    Role.AUDITOR: frozenset({ScopeKind.WHOLE}),
}
