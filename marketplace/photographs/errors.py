"""Domain errors of photographs."""

from http import HTTPStatus

from core.errors import DomainError, NotFound


class TooManyPhotographs(DomainError):
    """The product has as many as it may have. Facts: most."""

    code = "too_many_photographs"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PhotographTooLarge(DomainError):
    """The file has more bytes than one may have. Facts: most."""

    code = "photograph_too_large"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class UploadUnknown(NotFound):
    """No such upload is under way, or not by this person: it was finished, or took too long."""

    code = "upload_unknown"


class WrongOffset(DomainError):
    """A piece that does not begin where the last one ended. Facts: received, so many bytes."""

    code = "wrong_offset"
