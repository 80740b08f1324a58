"""A rate limit: at most so many attempts by one subject within a period (fixed window)."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Limit:
    """`name` keeps the counts of one limit apart from those of another."""

    name: str
    most: int
    period: timedelta


class TooManyAttempts(DomainError):
    """A limit is reached. Facts: limit (its name), seconds (until it can be tried again)."""

    code = "too_many_attempts"
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, limit: str, seconds: int) -> None:
        super().__init__(limit=limit, seconds=seconds)
        self.seconds = seconds
