"""Domain errors of public codes."""

from http import HTTPStatus

from core.errors import DomainError


class StepRefused(DomainError):
    """A code cannot take this step from the state it is in."""

    code = "code_step_refused"


class CodeErased(DomainError):
    """This code was given out by mistake and erased: there is nothing to show, for good."""

    code = "code_erased"
    status = HTTPStatus.GONE
