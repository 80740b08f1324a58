"""Rules of teams: the roles within one, from the one that may most, and how long one is invited."""

from collections.abc import Iterable
from datetime import timedelta

from core.access.roles import Role

TEAM_ROLES = (Role.PRODUCER_OWNER, Role.PRODUCER_STAFF, Role.PRODUCER_HELPER)
INVITED_FOR = timedelta(days=7)
KEPT_AFTER = timedelta(days=30)  # their last day, whatever was answered
MOST_OPEN = 20  # invitations of one producer that wait for an answer: each may cost a message


def highest(roles: Iterable[Role]) -> Role:
    """The one that may most of some of `TEAM_ROLES`."""
    return min(roles, key=TEAM_ROLES.index)
