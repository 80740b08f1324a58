"""Weights of tasks: which a person should do first."""

from enum import IntEnum


class Weight(IntEnum):
    """How large a task is: money or trust is being lost, it soon will be, it can wait."""

    LARGE = 3
    MIDDLE = 2
    SMALL = 1
