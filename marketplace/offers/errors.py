"""Domain errors of offers."""

from http import HTTPStatus

from core.errors import DomainError


class TermRefused(DomainError):
    """A value that somebody typed is none of its kind. `reason` is a key of wording.REFUSALS."""

    code = "term_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason=reason, **facts)
        self.reason = reason
