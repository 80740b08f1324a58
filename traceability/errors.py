"""What traceability refuses."""

from http import HTTPStatus

from core.errors import DomainError


class AreasRefused(DomainError):
    """A file about areas contradicts itself or what is on record. Facts: report."""

    code = "areas_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class StepRefused(DomainError):
    """A code cannot take this step from the state it is in."""

    code = "code_step_refused"


class CodeErased(DomainError):
    """This code was given out by mistake and erased: there is nothing to show, for good."""

    code = "code_erased"
    status = HTTPStatus.GONE


class TooManyReports(DomainError):
    """This visitor has reported enough for a day."""

    code = "too_many_reports"
    status = HTTPStatus.TOO_MANY_REQUESTS
