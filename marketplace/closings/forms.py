"""Forms of operators: closing a seller, and what authorities demand."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateTimeLocalField, Field, StringField, TextAreaField
from wtforms.validators import ValidationError

from core.clock import VIETNAM, now
from core.web.forms import Form, at_most, readable, stripped
from core.web.requests.inputs import clean, clean_story
from marketplace.closings.services.demands import ReceivedDemand
from marketplace.sellers.rules.facts import LONGEST_REASON, LONGEST_TEXT

LONGEST_AGO = timedelta(days=30)


class ClosingForm(Form):
    """Why a seller is to be closed."""

    reason = TextAreaField(
        lazy_gettext("Lý do đóng, người bán sẽ đọc"),
        [at_most(LONGEST_REASON, kept=clean_story), readable],
        filters=[stripped],
        render_kw={"rows": 3},
    )

    def validate_reason(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Hãy ghi lý do: luật buộc báo trước kèm lý do."))

    def value(self) -> str:
        return clean_story(self.reason.data or "")


class DemandForm(Form):
    """What an authority demands, and since when the clock runs."""

    authority = StringField(
        lazy_gettext("Cơ quan yêu cầu"),
        [at_most(LONGEST_TEXT), readable],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TEXT},
    )
    reference = StringField(
        lazy_gettext("Số công văn"),
        [at_most(LONGEST_TEXT), readable],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TEXT},
    )
    content = TextAreaField(
        lazy_gettext("Yêu cầu dữ liệu gì"),
        [at_most(LONGEST_REASON, kept=clean_story), readable],
        filters=[stripped],
        render_kw={"rows": 3},
    )
    received_at = DateTimeLocalField(
        lazy_gettext("Nhận lúc (giờ Việt Nam)"), format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )

    def validate_authority(self, field: Field) -> None:
        if not clean(field.data or ""):
            raise ValidationError(_("Hãy ghi cơ quan nào yêu cầu."))

    def validate_content(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Hãy ghi cơ quan cần dữ liệu gì."))

    def validate_received_at(self, field: Field) -> None:
        at = _in_vietnam(field.data)
        if at is None:
            raise ValidationError(_("Hãy ghi ngày giờ nhận, ví dụ 28/11/2026 08:30."))
        if not now() - LONGEST_AGO <= at <= now() + timedelta(minutes=5):
            raise ValidationError(_("Giờ nhận phải trong 30 ngày qua và không ở tương lai."))

    def value(self) -> ReceivedDemand:
        return ReceivedDemand(
            authority=clean(self.authority.data or ""),
            reference=clean(self.reference.data or ""),
            content=clean_story(self.content.data or ""),
            received_at=_in_vietnam(self.received_at.data) or now(),
        )


def _in_vietnam(typed: datetime | None) -> datetime | None:
    return typed.replace(tzinfo=VIETNAM) if typed else None


class AnswerForm(Form):
    """What was given to the authority."""

    answer = TextAreaField(
        lazy_gettext("Đã trả lời thế nào"),
        [at_most(LONGEST_REASON, kept=clean_story), readable],
        filters=[stripped],
        render_kw={"rows": 2},
    )

    def validate_answer(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Hãy ghi đã gửi gì, cho ai."))

    def value(self) -> str:
        return clean_story(self.answer.data or "")
