"""How far a browser has come in signing in: password, second factor, or neither to wait for."""

from collections.abc import Iterable
from enum import StrEnum

from core.access.roles import Grant, Role

# Who decides about others, or sees what is others', needs more than a password.
NEED_SECOND_FACTOR = frozenset(
    {Role.OPERATOR, Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER, Role.AUDITOR}
)


class Stage(StrEnum):
    """What is still to be done before this person can work."""

    DONE = "done"
    SECOND_STEP = "second_step"  # a second factor is set up, and was not given yet
    SET_UP = "set_up"  # the roles ask for a second factor, and there is none


def needs_second_factor(grants: Iterable[Grant], *, is_trial: bool) -> bool:
    return not is_trial and any(grant.role in NEED_SECOND_FACTOR for grant in grants)


def stage(*, has_factor: bool, gave_factor: bool, needs_factor: bool) -> Stage:
    if has_factor:
        return Stage.DONE if gave_factor else Stage.SECOND_STEP
    return Stage.SET_UP if needs_factor else Stage.DONE
