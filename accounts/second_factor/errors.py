"""What second factors refuse."""

from http import HTTPStatus

from core.errors import DomainError


class WrongCode(DomainError):
    """No app or paper of this person shows such a code now, or it was used before."""

    code = "wrong_code"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class KeyRefused(DomainError):
    """The answer of a key is not one to what was asked, or of no key of this person."""

    code = "key_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SecondFactorNeeded(DomainError):
    """The roles of this person ask for a second factor, so the last one stays."""

    code = "second_factor_needed"


class SecondStepRequired(DomainError):
    """The second step of signing in comes first."""

    code = "second_step_required"
    status = HTTPStatus.UNAUTHORIZED


class ProofRequired(DomainError):
    """Whoever does this has to prove anew who they are."""

    code = "proof_required"
    status = HTTPStatus.FORBIDDEN
