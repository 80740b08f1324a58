"""The form of a sheet of labels: on which paper, from which label on."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField
from wtforms.validators import ValidationError

from core.web.forms import Form, stripped
from traceability.labels.sheets.layouts import LAYOUTS, Layout
from traceability.labels.wording import label_size, layout_names

USUAL = "a4-24"


def _papers() -> list[tuple[str, str]]:
    return [
        (name, f"{words} ({label_size(LAYOUTS[name])})") for name, words in layout_names().items()
    ]


class LabelSheetForm(Form):
    paper = RadioField(_("Giấy"), name="mau", choices=_papers, default=USUAL, validate_choice=False)
    first = StringField(
        _("Bắt đầu từ tem số"),
        name="tu",
        default="1",
        filters=[stripped],
        render_kw={"inputmode": "numeric", "maxlength": 3, "autocomplete": "off"},
    )

    def validate_paper(self, field: Field) -> None:
        if field.data not in LAYOUTS:
            raise ValidationError(gettext("Hãy chọn một loại giấy trong danh sách."))

    def validate_first(self, field: Field) -> None:
        most = self.layout.per_page
        typed = field.data or "1"
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most):
            raise ValidationError(
                gettext("Loại giấy này có %(most)s tem: hãy gõ số từ 1 đến %(most)s.", most=most)
            )

    @property
    def layout(self) -> Layout:
        return LAYOUTS.get(self.paper.data or "", LAYOUTS[USUAL])
