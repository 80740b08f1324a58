"""Domain errors of certificates: the events that their rules refuse."""

from http import HTTPStatus

from core.errors import DomainError


class EventRefused(DomainError):
    """An event that cannot have happened to this certificate."""


class NotInForce(EventRefused):
    """There is no running paper to act on. Facts: kind, state."""

    code = "certificate_not_in_force"


class AlreadyInForce(EventRefused):
    """A running paper is renewed or re-rated, not granted again. Facts: kind, state."""

    code = "certificate_already_in_force"


class AlreadyRevoked(EventRefused):
    """Revocation is final: only a new grant follows it. Facts: kind, state."""

    code = "certificate_already_revoked"


class StillSuspended(EventRefused):
    """The suspension must be lifted first. Facts: kind, state."""

    code = "certificate_still_suspended"


class NotSuspended(EventRefused):
    """There is no suspension to lift. Facts: kind, state."""

    code = "certificate_not_suspended"


class AlreadyProposed(EventRefused):
    """The product already waits for the central council. Facts: kind, state."""

    code = "certificate_already_proposed"


class EventBeforeGrant(EventRefused):
    """It is dated before the paper it acts on. Facts: kind, granted."""

    code = "event_before_grant"


class EventBeforeProgramme(EventRefused):
    """The programme did not exist yet. Facts: day, start."""

    code = "event_before_programme"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class EventInFuture(EventRefused):
    """What has not taken effect is not recorded as if it had. Facts: day, today."""

    code = "event_in_future"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ContradictsLaterEvent(EventRefused):
    """With it, something recorded for a later day could not have happened. Facts: kind."""

    code = "event_contradicts_later"


class StarsOutOfRange(EventRefused):
    """Certificates exist for 3, 4 and 5 stars. Facts: stars, levels."""

    code = "stars_out_of_range"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SameStars(EventRefused):
    """A re-rating gives another level. Facts: stars."""

    code = "same_stars"


class ReasonRequired(EventRefused):
    """A revocation names its ground of Điều 8.1. Facts: reason, grounds."""

    code = "revocation_ground_required"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class LastDayBeforeStart(EventRefused):
    """The printed last day lies before the paper begins. Facts: last_day, day."""

    code = "last_day_before_start"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class LastDayTooLate(EventRefused):
    """No paper is good for longer than 36 months. Facts: last_day, latest."""

    code = "last_day_too_late"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
