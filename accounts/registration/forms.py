"""Forms of signing up and of a forgotten password."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.fields import Field
from wtforms.validators import InputRequired, ValidationError

from accounts.messages.rules.postbox import Postbox
from accounts.people import wording
from accounts.people.rules.identifiers import Identifier, read_identifier
from accounts.people.rules.names import imitates, is_name
from accounts.people.rules.passwords import password_fault
from accounts.registration.services.password_reset import Reset
from accounts.registration.services.sign_up import NewPerson
from core.composition import services
from core.web.forms import Form, at_most, readable, stripped
from core.web.i18n import language
from core.web.requests.inputs import clean

LONGEST_IDENTIFIER = 254
ONE_TIME = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}


class SignUpForm(Form):
    identifier = StringField(
        _("E-mail hoặc số điện thoại"),
        [InputRequired(_("Hãy gõ e-mail hoặc số điện thoại.")), at_most(LONGEST_IDENTIFIER)],
        filters=[stripped],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    full_name = StringField(
        _("Họ và tên"),
        [InputRequired(_("Hãy gõ họ và tên của bạn.")), readable],
        filters=[stripped],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        _("Mật khẩu"),
        [InputRequired(_("Hãy chọn một mật khẩu."))],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_identifier(self, field: Field) -> None:
        by_phone = services()[Postbox].text is not None
        if (identifier := read_identifier(field.data)) is None:
            raise ValidationError(wording.identifier_unreadable(by_phone=by_phone))
        if identifier.phone and not by_phone:
            raise ValidationError(wording.no_text_messages())

    def validate_full_name(self, field: Field) -> None:
        name = clean(field.data)
        if not is_name(name):
            raise ValidationError(wording.name_unreadable())
        if imitates(name):
            raise ValidationError(wording.name_imitates())

    def validate_password(self, field: Field) -> None:
        person = self.person()
        known = (str(person.identifier), person.full_name)
        if fault := password_fault(field.data, *known):
            raise ValidationError(wording.password_refused(fault))

    def person(self) -> NewPerson:
        return NewPerson(
            read_identifier(self.identifier.data or "") or Identifier(),
            clean(self.full_name.data or ""),
            self.password.data or "",
            language(),
        )


class CodeForm(Form):
    code = StringField(
        _("Mã sáu chữ số"),
        [InputRequired(_("Hãy gõ mã trong tin nhắn.")), at_most(40)],
        filters=[stripped],
        render_kw=ONE_TIME,
    )


class ForgottenForm(Form):
    identifier = StringField(
        _("E-mail hoặc số điện thoại"),
        [InputRequired(_("Hãy gõ e-mail hoặc số điện thoại đã đăng ký."))],
        filters=[stripped],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )

    def validate_identifier(self, field: Field) -> None:
        by_phone = services()[Postbox].text is not None
        identifier = read_identifier(field.data[: 2 * LONGEST_IDENTIFIER])
        if identifier is None:
            raise ValidationError(wording.identifier_unreadable(by_phone=by_phone))
        if identifier.phone and not by_phone:
            raise ValidationError(wording.no_text_messages())

    def read(self) -> Identifier:
        return read_identifier(self.identifier.data or "") or Identifier()


class NewPasswordForm(CodeForm):
    password = PasswordField(
        _("Mật khẩu mới"),
        [InputRequired(_("Hãy chọn một mật khẩu."))],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: Field) -> None:
        if fault := password_fault(field.data):
            raise ValidationError(wording.password_refused(fault))

    def reset(self, token: str, source: str) -> Reset:
        return Reset(token, self.code.data or "", self.password.data or "", source)
