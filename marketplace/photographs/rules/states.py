"""States of a photograph."""

from enum import StrEnum


class PhotographState(StrEnum):
    """What has been made of it."""

    RECEIVED = "received"  # the worker makes its sizes
    READY = "ready"
    FAILED = "failed"  # nothing could be made of it: to be sent again
