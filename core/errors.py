"""Base classes of domain errors: a code, a status and facts; the wording is elsewhere."""

from http import HTTPStatus


class DomainError(Exception):
    """A rule said no. `code` names the rule, `facts` fill the sentence a person reads."""

    code = "refused"
    status = HTTPStatus.CONFLICT

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class NotFound(DomainError):
    """What was asked for is not there, or not for this person."""

    code = "not_found"
    status = HTTPStatus.NOT_FOUND
