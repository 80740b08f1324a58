"""Domain errors of scans and of reports about codes."""

from http import HTTPStatus

from core.errors import DomainError


class TooManyReports(DomainError):
    """This visitor, or everybody at this source, has reported enough for a day."""

    code = "too_many_reports"
    status = HTTPStatus.TOO_MANY_REQUESTS


class UnknownCode(DomainError):
    """A well-formed code that was never given out."""

    code = "code_unknown"
    status = HTTPStatus.NOT_FOUND
