"""The form of signing in."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from core.web.forms import Form, stripped


class SignInForm(Form):
    identifier = StringField(
        _("E-mail hoặc số điện thoại"),
        [InputRequired(_("Hãy gõ e-mail hoặc số điện thoại đã đăng ký."))],
        filters=[stripped],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _("Mật khẩu"),
        [InputRequired(_("Hãy gõ mật khẩu."))],
        render_kw={"autocomplete": "current-password"},
    )
