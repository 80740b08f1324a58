"""Domain errors of listings and their moderation."""

from http import HTTPStatus

from core.errors import DomainError


class ListingChanged(DomainError):
    """Somebody has changed the listing since it was read. Facts: version, as it is now."""

    code = "listing_changed"


class RevisionDecided(DomainError):
    """Nothing is left to decide: it was decided, or replaced by its author. Facts: state."""

    code = "revision_decided"


class OwnRevision(DomainError):
    """An author does not decide about what is theirs."""

    code = "own_revision"
    status = HTTPStatus.FORBIDDEN


class ModerationReasonRequired(DomainError):
    """Whoever refuses, asks or takes down says why."""

    code = "reason_missing"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class RevisionUnknown(DomainError):
    """The listing has no revision of that number."""

    code = "revision_unknown"
    status = HTTPStatus.NOT_FOUND
