"""What reports about codes refuse."""

from http import HTTPStatus

from core.errors import DomainError


class TooManyReports(DomainError):
    """This visitor has reported enough for a day."""

    code = "too_many_reports"
    status = HTTPStatus.TOO_MANY_REQUESTS
