"""Forms of a team: inviting, changing a role, coming in by a code."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from accounts.people.rules.identifiers import Identifier, read_identifier
from accounts.teams.rules.roles import TEAM_ROLES
from accounts.teams.wording import role_names, role_notes
from core.access.roles import Role
from core.codes import LENGTH, UnreadableCode, read_code
from core.web.forms import Form, at_most, stripped

LONGEST_IDENTIFIER = 254
HELPER = str(Role.PRODUCER_HELPER)


def _explained() -> list[tuple[str, str]]:
    names, notes = role_names(), role_notes()
    return [(str(role), f"{names[role]}: {notes[role]}") for role in reversed(TEAM_ROLES)]


def _known(_form: Form, field: Field) -> None:
    if field.data not in TEAM_ROLES:
        raise ValidationError(gettext("Hãy chọn một trong các vai trò."))


class InvitationForm(Form):
    identifier = StringField(
        _("Số điện thoại hoặc e-mail của người được mời"),
        [InputRequired(_("Hãy gõ số điện thoại hoặc e-mail.")), at_most(LONGEST_IDENTIFIER)],
        filters=[stripped],
        render_kw={"autocomplete": "off", "inputmode": "email", "maxlength": LONGEST_IDENTIFIER},
    )
    role = RadioField(
        _("Được làm gì"), [_known], choices=_explained, default=HELPER, validate_choice=False
    )

    def validate_identifier(self, field: Field) -> None:
        if read_identifier(field.data or "") is None:
            raise ValidationError(
                gettext("Đây không phải số di động hay e-mail. Ví dụ: 0912 345 678, mai@vidu.vn.")
            )

    def invited(self) -> tuple[Identifier, Role]:
        """The values, once nothing is wrong."""
        identifier = read_identifier(self.identifier.data or "")
        assert identifier is not None
        return identifier, Role(self.role.data)


class MemberForm(Form):
    role = StringField(_("Vai trò"), [_known])

    def chosen(self) -> Role:
        """The value, once nothing is wrong."""
        return Role(self.role.data or "")


class InvitationCodeForm(Form):
    code = StringField(
        _("Mã mời"),
        [InputRequired(_("Hãy gõ mã mời."))],
        filters=[stripped],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "maxlength": 40},
    )

    def validate_code(self, field: Field) -> None:
        try:
            read_code(field.data or "")
        except UnreadableCode:
            wrong = gettext("Mã mời có %(n)s chữ và số, ví dụ 7K3MX-9QF2Z. Hãy xem lại.", n=LENGTH)
            raise ValidationError(wrong) from None

    def code_read(self) -> str:
        """The value, once nothing is wrong."""
        return read_code(self.code.data or "")
