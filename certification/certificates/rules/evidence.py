"""Strength of evidence: whether a source reports a recognition or only a council's assessment."""

from enum import StrEnum


class Evidence(StrEnum):
    """What a list says of its own rows. A star needs a decision; a session's result is none."""

    RECOGNISED = "recognised"
    ASSESSED = "assessed"
