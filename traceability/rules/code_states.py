"""The life of a code: from being set aside to its last scan. A code is never used twice."""

from enum import StrEnum


class CodeState(StrEnum):
    RESERVED = "reserved"
    PRINTED = "printed"
    ACTIVATED = "activated"
    VOID = "void"
    STOLEN = "stolen"
    RECALLED = "recalled"
    RETIRED = "retired"


class CodeStep(StrEnum):
    PRINT = "print"
    ACTIVATE = "activate"
    VOID = "void"
    REPORT_STOLEN = "report_stolen"
    RECALL = "recall"
    RETIRE = "retire"


# Spoilt and stolen labels exist before any is activated; only goods that were sold are recalled.
_TRANSITIONS: dict[tuple[CodeState, CodeStep], CodeState] = {
    (CodeState.RESERVED, CodeStep.PRINT): CodeState.PRINTED,
    (CodeState.RESERVED, CodeStep.VOID): CodeState.VOID,
    (CodeState.PRINTED, CodeStep.ACTIVATE): CodeState.ACTIVATED,
    (CodeState.PRINTED, CodeStep.VOID): CodeState.VOID,
    (CodeState.PRINTED, CodeStep.REPORT_STOLEN): CodeState.STOLEN,
    (CodeState.ACTIVATED, CodeStep.VOID): CodeState.VOID,
    (CodeState.ACTIVATED, CodeStep.REPORT_STOLEN): CodeState.STOLEN,
    (CodeState.ACTIVATED, CodeStep.RECALL): CodeState.RECALLED,
    (CodeState.ACTIVATED, CodeStep.RETIRE): CodeState.RETIRED,
}

FINAL_STATES = frozenset(CodeState) - {before for before, _ in _TRANSITIONS}


def next_state(state: CodeState, step: CodeStep) -> CodeState | None:
    """Where `step` leads from `state`, or None when it is not allowed there."""
    return _TRANSITIONS.get((state, step))
