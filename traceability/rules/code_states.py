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
    ERASED = "erased"


class CodeStep(StrEnum):
    PRINT = "print"
    ACTIVATE = "activate"
    VOID = "void"
    REPORT_STOLEN = "report_stolen"
    RECALL = "recall"
    RETIRE = "retire"
    ERASE = "erase"


# Spoilt and stolen labels exist before any is activated; only goods that were sold are recalled.
# A warning, stolen or recalled, is never erased: somebody may hold the pack.
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
    (CodeState.RESERVED, CodeStep.ERASE): CodeState.ERASED,
    (CodeState.PRINTED, CodeStep.ERASE): CodeState.ERASED,
    (CodeState.ACTIVATED, CodeStep.ERASE): CodeState.ERASED,
    (CodeState.VOID, CodeStep.ERASE): CodeState.ERASED,
}

FINAL_STATES = frozenset(CodeState) - {before for before, _ in _TRANSITIONS}


def next_state(state: CodeState, step: CodeStep) -> CodeState | None:
    """Where `step` leads from `state`, or None when it is not allowed there."""
    return _TRANSITIONS.get((state, step))
