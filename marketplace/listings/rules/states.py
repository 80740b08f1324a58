"""States of a listing's revision, and the table of transitions between them."""

from enum import StrEnum


class RevisionState(StrEnum):
    """What has become of a revision."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED = "asked"  # the operator wants to know more
    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"  # by a later revision, before anybody decided


class ModerationDecision(StrEnum):
    """What an operator decides about a submitted revision."""

    APPROVE = "approve"
    REFUSE = "refuse"
    ASK = "ask"
    SUSPEND = "suspend"  # takes down the listing, and refuses the revision if one waits


# What an author can still replace by another revision; a listing has one of them at most.
OPEN = (RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.ASKED)
WAITING = (RevisionState.SUBMITTED, RevisionState.ASKED)  # what moderation has to look at

TRANSITIONS: dict[tuple[RevisionState, ModerationDecision], RevisionState] = {
    (RevisionState.SUBMITTED, ModerationDecision.APPROVE): RevisionState.APPROVED,
    (RevisionState.SUBMITTED, ModerationDecision.REFUSE): RevisionState.REFUSED,
    (RevisionState.SUBMITTED, ModerationDecision.ASK): RevisionState.ASKED,
    (RevisionState.ASKED, ModerationDecision.APPROVE): RevisionState.APPROVED,
    (RevisionState.ASKED, ModerationDecision.REFUSE): RevisionState.REFUSED,
}


def state_after(state: RevisionState, decision: ModerationDecision) -> RevisionState | None:
    """The state that a decision leads to; None: it cannot be taken any more."""
    if decision is ModerationDecision.SUSPEND:
        return RevisionState.REFUSED if state in OPEN else state
    return TRANSITIONS.get((state, decision))
