"""Forms of second factors: a code, a password, the set-up of an app, the name of a key."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from core.web.forms import Form, at_most, stripped

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none"}


class FactorCodeForm(Form):
    """Six digits of the app, or a code from paper."""

    code = StringField(
        _("Mã xác minh"),
        [InputRequired(_("Hãy gõ sáu chữ số đang hiện trong ứng dụng.")), at_most(40)],
        filters=[stripped],
        render_kw=_CODE,
    )


class ProofForm(Form):
    password = PasswordField(
        _("Mật khẩu"),
        [InputRequired(_("Hãy gõ mật khẩu."))],
        render_kw={"autocomplete": "current-password"},
    )


class AppForm(FactorCodeForm):
    """The secret comes back with the code: until then nothing is stored."""

    secret = HiddenField()
