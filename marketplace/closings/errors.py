"""Domain errors of closings and of demands of authorities."""

from core.errors import DomainError


class DemandAnswered(DomainError):
    """Another one has answered the authority. Facts: by."""

    code = "demand_answered"
