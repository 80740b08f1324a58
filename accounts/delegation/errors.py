"""What delegations refuse."""

from http import HTTPStatus

from core.errors import DomainError


class NoDelegate(DomainError):
    """Nobody of that identifier is an officer, or works for a co-operative."""

    code = "no_delegate"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class DelegatedAlready(DomainError):
    """This person may act for the producer already; that consent is ended first."""

    code = "delegated_already"


class PeriodRefused(DomainError):
    """A consent that ends before it begins, is over, or lasts too long. Facts: latest."""

    code = "period_refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
