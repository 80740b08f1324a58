"""What accounts and their roles refuse."""

from http import HTTPStatus

from core.errors import DomainError


class ScopeRefused(DomainError):
    """A role is not given within such a scope. Facts: role, scope."""

    code = "scope_refused"


class IdentifierTaken(DomainError):
    """Somebody has an account with this e-mail or number already."""

    code = "identifier_taken"


class PasswordRefused(DomainError):
    """Nobody may choose such a password. Facts: fault (accounts.people.rules.passwords)."""

    code = "password_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, fault: str) -> None:
        super().__init__(fault=fault)
        self.fault = fault
