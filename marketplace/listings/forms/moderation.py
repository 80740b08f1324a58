"""Forms of moderation: a decision about one revision or several, and takedown requests."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, RadioField
from wtforms.validators import ValidationError

from core.clock import VIETNAM, now
from core.web.forms import Form
from marketplace.listings.forms.terms import TermArea, TermField, options
from marketplace.listings.rules.states import ModerationDecision
from marketplace.listings.services.moderation import Judgement
from marketplace.listings.services.takedown import TakedownRequest
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules.typed import line
from marketplace.offers.wording import REFUSALS

LONGEST_REASON = 1_000
DECISIONS = {
    ModerationDecision.APPROVE: lazy_gettext("Duyệt"),
    ModerationDecision.REFUSE: lazy_gettext("Không duyệt"),
    ModerationDecision.ASK: lazy_gettext("Hỏi thêm"),
    ModerationDecision.SUSPEND: lazy_gettext("Gỡ sản phẩm khỏi sàn"),
}


def _reason(typed: str) -> str:
    return line(typed, LONGEST_REASON)


class ModerationForm(Form):
    """Of one revision; the queue sends the same for those that are ticked."""

    decision = RadioField(
        lazy_gettext("Quyết định"), choices=options(DECISIONS), validate_choice=False
    )
    reason = TermArea(
        lazy_gettext("Lý do, cơ sở sẽ đọc"),
        _reason,
        blank="",
        render_kw={"rows": 3, "maxlength": LONGEST_REASON},
    )

    def judgement(self) -> Judgement:
        """The value, once nothing is wrong."""
        return Judgement(ModerationDecision(self.decision.data), self.reason.term or "")

    def validate_decision(self, field: Field) -> None:
        if field.data not in set(ModerationDecision):
            raise ValidationError(_("Hãy chọn một quyết định."))

    def validate_reason(self, field: TermField) -> None:
        if self.decision.data != ModerationDecision.APPROVE and not field.term:
            raise ValidationError(_("Hãy ghi lý do, để cơ sở biết cần làm gì."))


def _moment(typed: str) -> datetime:
    """A moment by Vietnam's clocks, as a browser sends one."""
    try:
        at = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise TermRefused("not_a_moment") from None
    at = at.replace(tzinfo=VIETNAM) if at.tzinfo is None else at
    if not now() - timedelta(days=30) <= at <= now() + timedelta(minutes=5):
        raise TermRefused("moment_out_of_range")
    return at


class TakedownForm(Form):
    """A request of an authority to take a listing down."""

    code = TermField(
        lazy_gettext("Mã sản phẩm"), _reason, missing="code_missing", render_kw={"maxlength": 40}
    )
    authority = TermField(
        lazy_gettext("Cơ quan yêu cầu"),
        _reason,
        missing="authority_missing",
        render_kw={"maxlength": 200},
    )
    document = TermField(
        lazy_gettext("Số văn bản (nếu có)"), _reason, blank="", render_kw={"maxlength": 100}
    )
    reason = TermArea(
        lazy_gettext("Lý do"),
        _reason,
        missing="reason_missing",
        render_kw={"rows": 3, "maxlength": LONGEST_REASON},
    )
    received_at = TermField(
        lazy_gettext("Nhận được lúc"), _moment, render_kw={"type": "datetime-local"}
    )

    def request(self) -> TakedownRequest:
        """The value, once nothing is wrong; without a moment it was received just now."""
        return TakedownRequest(
            authority=self.authority.term,
            document=self.document.term or "",
            reason=self.reason.term,
            received_at=self.received_at.term or now(),
        )

    def refuse_code(self) -> None:
        self.code.errors = [str(REFUSALS["code_unknown"])]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - as WTForms has it
        """A field that was not sent at all is missing like an empty one."""
        is_whole = bool(super().validate(extra_validators))
        for field in (self.code, self.authority, self.reason):
            if not field.is_sent:
                field.errors = [str(REFUSALS[field.missing])]
                is_whole = False
        return is_whole
