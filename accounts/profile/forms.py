"""Forms of one's own account."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.fields import Field
from wtforms.validators import InputRequired, ValidationError

from accounts.messages.rules.postbox import Postbox
from accounts.people import wording
from accounts.people.rules.identifiers import Identifier, read_identifier
from accounts.people.rules.passwords import MOST
from core.composition import services
from core.web.forms import Form, at_most, stripped

LONGEST_IDENTIFIER = 254


class PasswordForm(Form):
    old_password = PasswordField(
        _("Mật khẩu đang dùng"),
        [InputRequired(_("Hãy gõ mật khẩu đang dùng.")), at_most(MOST, kept=str)],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = PasswordField(
        _("Mật khẩu mới"),
        [InputRequired(_("Hãy chọn một mật khẩu mới."))],
        render_kw={"autocomplete": "new-password"},
    )


class ContactForm(Form):
    identifier = StringField(
        _("E-mail hoặc số điện thoại mới"),
        [InputRequired(_("Hãy gõ e-mail hoặc số điện thoại.")), at_most(LONGEST_IDENTIFIER)],
        filters=[stripped],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )
    password = PasswordField(
        _("Mật khẩu"),
        [InputRequired(_("Hãy gõ mật khẩu.")), at_most(MOST, kept=str)],
        render_kw={"autocomplete": "current-password"},
    )

    def validate_identifier(self, field: Field) -> None:
        by_phone = services()[Postbox].text is not None
        if (identifier := read_identifier(field.data)) is None:
            raise ValidationError(wording.identifier_unreadable(by_phone=by_phone))
        if identifier.phone and not by_phone:
            raise ValidationError(wording.no_text_messages())

    def read(self) -> Identifier:
        return read_identifier(self.identifier.data or "") or Identifier()


class ContactCodeForm(Form):
    code = StringField(
        _("Mã sáu chữ số"),
        [InputRequired(_("Hãy gõ mã trong tin nhắn.")), at_most(40)],
        filters=[stripped],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"},
    )
