"""State machine of a public code, from reserved to retired. A code is never used twice."""

from enum import StrEnum

from registry.rules.issued_codes import CodeStatus


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
_TRANSITIONS: dict[tuple[CodeStatus, CodeStep], CodeStatus] = {
    (CodeStatus.RESERVED, CodeStep.PRINT): CodeStatus.PRINTED,
    (CodeStatus.RESERVED, CodeStep.VOID): CodeStatus.VOID,
    (CodeStatus.PRINTED, CodeStep.ACTIVATE): CodeStatus.ACTIVATED,
    (CodeStatus.PRINTED, CodeStep.VOID): CodeStatus.VOID,
    (CodeStatus.PRINTED, CodeStep.REPORT_STOLEN): CodeStatus.STOLEN,
    (CodeStatus.ACTIVATED, CodeStep.VOID): CodeStatus.VOID,
    (CodeStatus.ACTIVATED, CodeStep.REPORT_STOLEN): CodeStatus.STOLEN,
    (CodeStatus.ACTIVATED, CodeStep.RECALL): CodeStatus.RECALLED,
    (CodeStatus.ACTIVATED, CodeStep.RETIRE): CodeStatus.RETIRED,
    (CodeStatus.RESERVED, CodeStep.ERASE): CodeStatus.ERASED,
    (CodeStatus.PRINTED, CodeStep.ERASE): CodeStatus.ERASED,
    (CodeStatus.ACTIVATED, CodeStep.ERASE): CodeStatus.ERASED,
    (CodeStatus.VOID, CodeStep.ERASE): CodeStatus.ERASED,
}


def next_state(state: CodeStatus, step: CodeStep) -> CodeStatus | None:
    """Where `step` leads from `state`, or None when it is not allowed there."""
    return _TRANSITIONS.get((state, step))
