"""The form in which people report something about a code."""

import re
import unicodedata

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, RadioField, StringField, TelField, TextAreaField
from wtforms.validators import ValidationError

from core.web.forms import Form, at_most, readable, stripped
from core.web.requests.inputs import clean, clean_story
from traceability.scans import wording
from traceability.scans.rules.reports import LONGEST_PHONE, LONGEST_PLACE, LONGEST_STORY, Reason
from traceability.scans.services.reports import NewReport

_PHONE = re.compile(r"\+?[0-9]{8,15}")


def _reasons() -> dict[str, str]:
    return {reason.value: name for reason, name in wording.reasons().items()}


class ReportForm(Form):
    """A reason, and what may help: where, what happened, a number to be called back at."""

    reason = RadioField(
        lazy_gettext("Lý do"), name="ly_do", choices=_reasons, validate_choice=False
    )
    place = StringField(
        lazy_gettext("Bạn thấy ở đâu (không bắt buộc)"),
        [at_most(LONGEST_PLACE), readable],
        name="noi",
        render_kw={"maxlength": LONGEST_PLACE},
    )
    story = TextAreaField(
        lazy_gettext("Kể thêm (không bắt buộc, nhiều nhất 1.000 ký tự)"),
        [at_most(LONGEST_STORY, kept=clean_story), readable],
        name="chuyen",
        filters=[stripped],
        render_kw={"rows": 5},
    )
    phone = TelField(
        lazy_gettext("Số điện thoại, nếu muốn được gọi lại"),
        name="dien_thoai",
        filters=[stripped],
        render_kw={"autocomplete": "tel", "maxlength": 2 * LONGEST_PHONE},
    )
    consent = BooleanField(
        lazy_gettext("Tôi đồng ý cho cán bộ phụ trách gọi số này về báo cáo này."),
        name="dong_y",
        false_values=(),
        render_kw={"value": "1"},
    )

    def report(self, code: str) -> NewReport:
        """The value, once nothing is wrong."""
        return NewReport(
            code=code,
            reason=Reason(self.reason.data),
            place=clean(self.place.data or ""),
            story=clean_story(self.story.data or ""),
            phone=self._digits() or None,
        )

    def validate_reason(self, field: Field) -> None:
        if field.data not in set(Reason):
            raise ValidationError(_("Hãy chọn một lý do."))

    def validate_phone(self, field: Field) -> None:
        if field.data and not self._phone_is_one():
            raise ValidationError(_("Số điện thoại chưa đúng, ví dụ 0912 345 678."))

    def validate_consent(self, field: Field) -> None:
        if self.phone.data and self._phone_is_one() and not field.data:
            raise ValidationError(
                _("Đánh dấu đồng ý để được gọi lại, hoặc bỏ trống số điện thoại.")
            )

    def _phone_is_one(self) -> bool:
        return _PHONE.fullmatch(self._digits()) is not None

    def _digits(self) -> str:
        digits = unicodedata.normalize("NFKC", (self.phone.data or "")[: 2 * LONGEST_PHONE])
        return re.sub(r"[\s.()-]", "", digits)
