"""What traceability refuses."""

from http import HTTPStatus

from core.errors import DomainError


class AreasRefused(DomainError):
    """A file about areas contradicts itself or what is on record. Facts: report."""

    code = "areas_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
