"""What acts of two persons refuse."""

from http import HTTPStatus

from core.errors import DomainError


class OwnAct(DomainError):
    """Nobody is the second person of an act of their own."""

    code = "own_act"
    status = HTTPStatus.FORBIDDEN


class ActDecided(DomainError):
    """A second person was there before. Facts: decision, by."""

    code = "act_decided"


class ActExpired(DomainError):
    """It waited too long for a second person. Facts: expired_at."""

    code = "act_expired"


class RefusalUnexplained(DomainError):
    """Who refuses says why: the first person reads it."""

    code = "refusal_unexplained"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
