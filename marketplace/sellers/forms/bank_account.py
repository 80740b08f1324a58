"""The fields of a bank account, and the form by which a seller changes it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs of 3.2
from wtforms.validators import ValidationError

from core.web.forms import Form, at_most, readable, stripped
from core.web.requests.inputs import clean
from marketplace.sellers.rules.bank_accounts import BANKS, AccountFacts, read_number
from marketplace.sellers.rules.facts import LONGEST_NAME, LONGEST_TEXT

NO_CHOICE = SelectChoice("", lazy_gettext("Chọn…"))
_BANK_CHOICES = [
    SelectChoice(number, name)
    for number, name in sorted(BANKS.items(), key=lambda bank: bank[1].casefold())
]


class WithAccount(Form):
    """The fields of a bank account."""

    bank_bin = SelectField(
        lazy_gettext("Ngân hàng"), choices=[NO_CHOICE, *_BANK_CHOICES], validate_choice=False
    )
    bank_number = StringField(
        lazy_gettext("Số tài khoản"),
        filters=[stripped],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 30},
    )
    bank_holder = StringField(
        lazy_gettext("Tên chủ tài khoản"),
        [at_most(LONGEST_NAME), readable],
        filters=[stripped],
        render_kw={"autocomplete": "off", "maxlength": LONGEST_NAME},
    )

    def validate_bank_bin(self, field: Field) -> None:
        if field.data and field.data not in BANKS:
            raise ValidationError(_("Hãy chọn một ngân hàng trong danh sách."))
        if self.names_account and not field.data:
            raise ValidationError(_("Hãy chọn ngân hàng của tài khoản này."))

    def validate_bank_number(self, field: Field) -> None:
        if self.names_account and not read_number(field.data or ""):
            raise ValidationError(_("Số tài khoản có 4 đến 19 chữ số, viết liền hoặc cách nhau."))

    def validate_bank_holder(self, field: Field) -> None:
        if self.names_account and not clean(field.data or ""):
            raise ValidationError(_("Hãy ghi tên chủ tài khoản như trong ứng dụng ngân hàng."))

    @property
    def names_account(self) -> bool:
        """Whether any of it was filled in."""
        fields = (self.bank_bin, self.bank_number, self.bank_holder)
        return any(field.data for field in fields)

    def account(self) -> AccountFacts | None:
        if not self.names_account:
            return None
        number = read_number(self.bank_number.data or "") or ""
        holder = clean(self.bank_holder.data or "")
        return AccountFacts(self.bank_bin.data or "", number, holder)


class AccountChangeForm(WithAccount):
    """Another account for a seller that has one: nothing of it may be left out."""

    names_account = True

    def change(self) -> AccountFacts:
        account = self.account()
        assert account is not None
        return account


class AccountDecisionForm(Form):
    """The second person's word about a proposed account."""

    decision = HiddenField()
    reason = StringField(
        lazy_gettext("Lý do (khi không xác nhận)"),
        [at_most(LONGEST_TEXT), readable],
        id="account-reason",  # the page has a form with a reason besides
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TEXT},
    )

    def validate_decision(self, field: Field) -> None:
        if field.data not in {"confirm", "refuse"}:
            raise ValidationError(_("Hãy bấm một trong các nút."))

    def validate_reason(self, field: Field) -> None:
        if not field.data and self.decision.data == "refuse":
            raise ValidationError(_("Hãy ghi lý do."))

    @property
    def is_confirmed(self) -> bool:
        return bool(self.decision.data == "confirm")
