"""Domain errors of albums."""

from core.errors import NotFound


class PhotographUnknown(NotFound):
    """The product has no such photograph, or has none any more."""

    code = "photograph_unknown"
