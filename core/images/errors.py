"""Why a picture is refused."""

from http import HTTPStatus

from core.errors import DomainError


class ImageRefused(DomainError):
    """A picture that is none, or none that we take; `reason` says which of these.

    empty, unknown (no kind that is taken), animated, too_large (pixels or memory), broken (cut
    short, or damaged).
    """

    code = "image_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def reason(self) -> str:
        return str(self.facts["reason"])
