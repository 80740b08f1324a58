"""The form of signing in."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from accounts.people.rules.passwords import MOST
from accounts.sign_in.services.attempts import Attempt
from core.web.forms import Form, at_most, stripped


class SignInForm(Form):
    identifier = StringField(
        _("E-mail hoặc số điện thoại"),
        [InputRequired(_("Hãy gõ e-mail hoặc số điện thoại đã đăng ký.")), at_most(254)],
        filters=[stripped],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _("Mật khẩu"),
        [InputRequired(_("Hãy gõ mật khẩu.")), at_most(MOST, kept=str)],
        render_kw={"autocomplete": "current-password"},
    )

    def attempt(self, source: str) -> Attempt:
        return Attempt(self.identifier.data or "", self.password.data or "", source)
