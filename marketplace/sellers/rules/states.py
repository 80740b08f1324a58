"""State machine of a seller's application: from a draft to a standing seller, as a table."""

from enum import StrEnum


class ApplicationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    MORE_INFORMATION = "more_information"
    APPROVED = "approved"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    CLOSED = "closed"  # the seller has left, or was closed after five days' notice
    REPLACED = "replaced"  # by the application under another legal form


class ApplicationStep(StrEnum):
    """What moves an application on; the four decisions are named as forms send them."""

    SUBMIT = "submit"
    ASK = "ask"
    APPROVE = "approve"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    CLOSE = "close"
    REPLACE = "replace"


_State, _Step = ApplicationState, ApplicationStep
TRANSITIONS: dict[tuple[ApplicationState, ApplicationStep], ApplicationState] = {
    (_State.DRAFT, _Step.SUBMIT): _State.SUBMITTED,
    (_State.MORE_INFORMATION, _Step.SUBMIT): _State.SUBMITTED,
    (_State.SUBMITTED, _Step.ASK): _State.MORE_INFORMATION,
    (_State.SUBMITTED, _Step.APPROVE): _State.APPROVED,
    (_State.SUBMITTED, _Step.REFUSE): _State.REFUSED,
    (_State.MORE_INFORMATION, _Step.REFUSE): _State.REFUSED,
    (_State.APPROVED, _Step.SUSPEND): _State.SUSPENDED,
    (_State.SUSPENDED, _Step.APPROVE): _State.APPROVED,
    (_State.APPROVED, _Step.CLOSE): _State.CLOSED,
    (_State.SUSPENDED, _Step.CLOSE): _State.CLOSED,
    (_State.APPROVED, _Step.REPLACE): _State.REPLACED,
}
DECISIONS = (_Step.APPROVE, _Step.ASK, _Step.REFUSE, _Step.SUSPEND)  # an operator's
OPEN = (_State.DRAFT, _State.SUBMITTED, _State.MORE_INFORMATION)  # its applicant may change it
STANDING = (_State.APPROVED, _State.SUSPENDED)  # its producer is a seller of ours


class ApplicationKind(StrEnum):
    NEW = "new"  # a producer that we do not know yet
    CLAIM = "claim"  # one of the catalogue, by its owner
    CONVERSION = "conversion"  # a seller under another legal form


def next_state(state: ApplicationState, step: ApplicationStep) -> ApplicationState | None:
    """Where a step leads from a state; None: it cannot be taken there."""
    return TRANSITIONS.get((state, step))


def decisions_in(state: ApplicationState) -> tuple[ApplicationStep, ...]:
    """What an operator may decide about an application in this state."""
    return tuple(step for step in DECISIONS if (state, step) in TRANSITIONS)
