"""What asking for a token refuses."""

from http import HTTPStatus

from core.errors import DomainError


class SignInRefused(DomainError):
    """Identifier or password is wrong; alike for people who are known and who are not."""

    code = "sign_in_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
