"""Forms of privacy: consents that can be withdrawn, and deleting the account."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired

from core.web.forms import Form


class NewsForm(Form):
    news = BooleanField(_("Nhận thư về hội chợ, lớp tập huấn và tin của chương trình OCOP"))


class DeletionForm(Form):
    password = PasswordField(
        _("Mật khẩu"),
        [InputRequired(_("Hãy gõ mật khẩu, để biết chắc là bạn muốn xoá."))],
        render_kw={"autocomplete": "current-password"},
    )
