"""Domain errors of the intake of files."""

from http import HTTPStatus

from core.errors import DomainError


class ImportRunning(DomainError):
    """Another import writes to the catalogue: one at a time."""

    code = "import_running"


class CatalogueRefused(DomainError):
    """A file contradicts itself or what is on record. Facts: report."""

    code = "catalogue_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AreasRefused(DomainError):
    """A file about areas contradicts itself or what is on record. Facts: report."""

    code = "areas_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
