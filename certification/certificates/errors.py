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
    """What takes effect later is a decision signed by now, or nothing yet. Facts: day, today."""

    code = "event_in_future"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class EventTooFarAhead(EventRefused):
    """A decision signed today takes effect within a year. Facts: day, latest."""

    code = "event_too_far_ahead"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SignedInFuture(EventRefused):
    """What is not signed is no decision. Facts: signed, today."""

    code = "signed_in_future"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class EffectBeforeSigning(EventRefused):
    """No decision takes effect before it is signed. Facts: day, signed."""

    code = "effect_before_signing"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ContradictsLaterEvent(EventRefused):
    """With it, something recorded for a later day could not have happened. Facts: kind, later."""

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


class TermOverBeforeStart(EventRefused):
    """36 months after its signing the paper has not begun yet. Facts: day, signed, last_day."""

    code = "term_over_before_start"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class LastDayTooLate(EventRefused):
    """No paper is good for longer than 36 months. Facts: last_day, latest."""

    code = "last_day_too_late"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class LastDayRequired(EventRefused):
    """An extension says until when. Facts: kind."""

    code = "last_day_required"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ExtensionBeforeRule(EventRefused):
    """Điều 12.3 of Decision 26/2026/QĐ-TTg did not exist yet. Facts: day, start."""

    code = "extension_before_rule"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ExtensionNotLonger(EventRefused):
    """It ends no later than the paper itself. Facts: last_day, until."""

    code = "extension_not_longer"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ExtensionTooLong(EventRefused):
    """A paper is kept good for at most 180 days past its term. Facts: last_day, latest."""

    code = "extension_too_long"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PaperEndUnknown(EventRefused):
    """180 days cannot be counted from a day that nobody knows. Facts: last_day."""

    code = "paper_end_unknown"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NothingToCorrect(EventRefused):
    """The certificate's record has no such event. Facts: number."""

    code = "nothing_to_correct"


class AlreadyCorrected(EventRefused):
    """What was corrected stays so: the correction itself may be corrected. Facts: number."""

    code = "already_corrected"


class CorrectsAnAnnulment(EventRefused):
    """An annulment is not taken back: the act is recorded again. Facts: number."""

    code = "corrects_an_annulment"


class CorrectionUnexplained(EventRefused):
    """A correction says why."""

    code = "correction_unexplained"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class SecondPersonRequired(EventRefused):
    """A correction is made by two different people. Facts: actor."""

    code = "second_person_required"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CorrectionUpsetsLater(EventRefused):
    """Without the corrected event a later one could not have happened. Facts: number, later."""

    code = "correction_upsets_later"
