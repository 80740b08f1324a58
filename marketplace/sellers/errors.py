"""Domain errors of sellers: applications, checks, papers, bank accounts, closings."""

from http import HTTPStatus

from core.errors import DomainError


class DecisionNotPossible(DomainError):
    """Somebody else was faster, or the application is not there yet. Facts: state, step."""

    code = "decision_not_possible"


class ApplicationChanged(DomainError):
    """It is no longer what the sender has read. Facts: revision, the present one."""

    code = "application_changed"


class ApplicationClosed(DomainError):
    """It has been decided: its facts do not change any more. Facts: state."""

    code = "application_closed"


class ItemsMissing(DomainError):
    """Items of the checklist are missing that cannot be waived. Facts: items."""

    code = "items_missing"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ItemNotWaivable(DomainError):
    """The law leaves nobody a choice. Facts: item."""

    code = "item_not_waivable"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ProducerTaken(DomainError):
    """The producer is another seller's already. Facts: application."""

    code = "producer_taken"


class OneAtATime(DomainError):
    """This person has an application that is not decided yet. Facts: application."""

    code = "one_application_at_a_time"


class PapersFull(DomainError):
    """An application holds so many papers and no more. Facts: most."""

    code = "papers_full"


class ReasonMissing(DomainError):
    """This is not done without saying why."""

    code = "reason_missing"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AccountPending(DomainError):
    """An account that was proposed waits for its confirmation."""

    code = "account_pending"


class ItemUnchecked(DomainError):
    """There is nothing to look at: a rule computes the item, or nothing was sent. Facts: item."""

    code = "item_unchecked"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
