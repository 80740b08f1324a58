"""The form of a consent."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from accounts.delegation.rules.consent import DELEGATED_ROLES
from accounts.delegation.services.consent import NewConsent
from accounts.delegation.wording import delegate_roles
from core.access.roles import Role
from core.web.forms import DayField, Form, at_most, stripped

LONGEST_IDENTIFIER = 254


def _roles() -> list[tuple[str, str]]:
    return [(str(role), name) for role, name in delegate_roles().items()]


class DelegationForm(Form):
    """To whom, as what, how long; and the yes to the text above it."""

    identifier = StringField(
        _("Số điện thoại hoặc e-mail của người làm thay"),
        [InputRequired(_("Hãy gõ số điện thoại hoặc e-mail.")), at_most(LONGEST_IDENTIFIER)],
        filters=[stripped],
        render_kw={"autocomplete": "off", "inputmode": "email", "maxlength": LONGEST_IDENTIFIER},
    )
    role = RadioField(
        _("Được làm gì"),
        choices=_roles,
        default=str(Role.PRODUCER_HELPER),
        validate_choice=False,
    )
    from_on = DayField(_("Từ ngày"), [InputRequired(_("Hãy ghi ngày bắt đầu."))])
    until_on = DayField(_("Đến hết ngày"), [InputRequired(_("Hãy ghi ngày cuối."))])
    agreed = BooleanField(
        _("Tôi thay mặt cơ sở đồng ý như trên."), false_values=("",), render_kw={"value": "1"}
    )

    def validate_role(self, field: Field) -> None:
        if field.data not in DELEGATED_ROLES:
            raise ValidationError(gettext("Hãy chọn một trong hai phạm vi."))

    def validate_agreed(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext("Hãy đánh dấu đồng ý, nếu cơ sở đồng ý."))

    def consent(self, today: date) -> NewConsent:
        """The value, once nothing is wrong."""
        return NewConsent(
            identifier=self.identifier.data or "",
            role=Role(self.role.data),
            from_on=self.from_on.day or today,
            until_on=self.until_on.day or today,
        )
