"""The form of an application: facts, papers and bank account, sent at once."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    Field,
    FileField,
    HiddenField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs of 3.2
from wtforms.validators import ValidationError

from accounts.people.rules.identifiers import read_identifier
from core.web.forms import at_most, readable, stripped
from core.web.requests.inputs import clean, clean_story
from marketplace.sellers import wording
from marketplace.sellers.forms.bank_account import NO_CHOICE, WithAccount
from marketplace.sellers.rules.checklist import ChecklistItem
from marketplace.sellers.rules.facts import (
    APPLYING,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TEXT,
    OF_PEOPLE,
    ApplicationFacts,
)
from marketplace.sellers.rules.identifiers import read_personal_id, read_tax_code
from marketplace.sellers.rules.papers import (
    LONGEST_TITLE,
    MOST_BYTES,
    SentPaper,
    media_type_of,
)
from marketplace.sellers.services.applications import ApplicationEntry
from marketplace.sellers.services.papers import PaperContent
from registry.rules.legal_forms import LegalForm

SAVE, SUBMIT = "save", "submit"
NEEDED = {"required": True}  # to be approved; the form itself is sent as it is (novalidate)


def _legal_forms() -> list[SelectChoice]:
    names = wording.legal_forms()
    return [NO_CHOICE, *(SelectChoice(str(form), names[form]) for form in APPLYING)]


class ApplicationForm(WithAccount):
    """All of an application at once, so that a phone sends it in one go."""

    legal_form = SelectField(
        lazy_gettext("Loại hình"), choices=_legal_forms, validate_choice=False, render_kw=NEEDED
    )
    name = StringField(
        lazy_gettext("Tên cơ sở, như trên giấy tờ"),
        [at_most(LONGEST_NAME), readable],
        filters=[stripped],
        render_kw=NEEDED | {"autocomplete": "organization", "maxlength": LONGEST_NAME},
    )
    tax_code = StringField(
        lazy_gettext("Mã số thuế"),
        filters=[stripped],
        render_kw=NEEDED | {"inputmode": "numeric", "autocomplete": "off", "maxlength": 30},
    )
    representative = StringField(
        lazy_gettext("Người đại diện"),
        [at_most(LONGEST_NAME), readable],
        filters=[stripped],
        render_kw={"autocomplete": "name", "maxlength": LONGEST_NAME},
    )
    personal_id = StringField(
        lazy_gettext("Số định danh cá nhân (CCCD) của người đại diện"),
        filters=[stripped],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 30},
    )
    phone = TelField(
        lazy_gettext("Số điện thoại của cơ sở"),
        filters=[stripped],
        render_kw={"autocomplete": "tel", "maxlength": 30},
    )
    province = SelectField(
        lazy_gettext("Tỉnh, thành"), choices=[NO_CHOICE], validate_choice=False, render_kw=NEEDED
    )
    address = StringField(
        lazy_gettext("Địa chỉ (xã, phường, thôn, số nhà)"),
        [at_most(LONGEST_TEXT), readable],
        filters=[stripped],
        render_kw={"autocomplete": "street-address", "maxlength": LONGEST_TEXT},
    )
    sells_food = BooleanField(lazy_gettext("Bán thực phẩm, đồ uống"), false_values=("", "0"))
    sells_alcohol = BooleanField(lazy_gettext("Bán rượu, bia"), false_values=("", "0"))
    identity_attested = BooleanField(
        lazy_gettext(
            "Người đại diện đã xác thực điện tử mức 2 (VNeID) và đồng ý cho sàn đối chiếu"
        ),
        false_values=("", "0"),
    )
    proof = TextAreaField(
        lazy_gettext("Vì sao cơ sở này là của bạn"),
        [at_most(LONGEST_REASON, kept=clean_story), readable],
        filters=[stripped],
        render_kw={"rows": 3},
    )
    paper_registration = FileField(lazy_gettext("Giấy tờ của cơ sở"))
    paper_claim_proof = FileField(lazy_gettext("Giấy tờ chứng minh cơ sở là của bạn"))
    paper_food_safety = FileField(lazy_gettext("Giấy chứng nhận an toàn thực phẩm"))
    paper_alcohol_licence = FileField(lazy_gettext("Giấy phép sản xuất hoặc bán rượu"))
    claim = HiddenField(filters=[stripped])
    revision = HiddenField(filters=[stripped])
    action = HiddenField(filters=[stripped])

    province_slugs: frozenset[str] | set[str] = frozenset()
    is_draft = True  # whether what is kept may still be incomplete

    def offer_provinces(self, provinces: Sequence[tuple[str, str]]) -> None:
        """By slug and name."""
        self.province.choices = [NO_CHOICE, *(SelectChoice(*each) for each in provinces)]
        self.province_slugs = {slug for slug, _name in provinces}

    @property
    def hands_in(self) -> bool:
        return bool(self.action.data == SUBMIT)

    @property
    def must_be_complete(self) -> bool:
        return self.hands_in or not self.is_draft

    @property
    def _chosen_form(self) -> LegalForm | None:
        known = {str(form): form for form in APPLYING}
        return known.get(self.legal_form.data or "")

    def validate_action(self, field: Field) -> None:
        if field.data not in {SAVE, SUBMIT}:
            raise ValidationError(_("Hãy bấm Lưu nháp hoặc Nộp hồ sơ."))

    def validate_legal_form(self, field: Field) -> None:
        if (field.data or self.must_be_complete) and self._chosen_form is None:
            raise ValidationError(_("Hãy chọn loại hình của cơ sở."))

    def validate_name(self, field: Field) -> None:
        if self.must_be_complete and not clean(field.data or ""):
            raise ValidationError(_("Hãy ghi tên cơ sở như trên giấy tờ."))

    def validate_tax_code(self, field: Field) -> None:
        if not field.data and not self.must_be_complete:
            return
        if self._tax_code() is None:
            raise ValidationError(_tax_code_advice(of_people=self._chosen_form in OF_PEOPLE))

    def validate_personal_id(self, field: Field) -> None:
        if field.data and read_personal_id(field.data) is None:
            raise ValidationError(
                _("Số định danh có 12 chữ số, bắt đầu bằng 0, in ở mặt trước thẻ căn cước.")
            )

    def validate_phone(self, field: Field) -> None:
        identifier = read_identifier(field.data or "")
        if field.data and not (identifier and identifier.phone):
            raise ValidationError(_("Số điện thoại chưa đúng, ví dụ 0912 345 678."))

    def validate_province(self, field: Field) -> None:
        if field.data and field.data not in self.province_slugs:
            raise ValidationError(_("Hãy chọn một tỉnh, thành trong danh sách."))

    def validate_paper_registration(self, field: Field) -> None:
        _check_paper(field)

    validate_paper_claim_proof = validate_paper_registration
    validate_paper_food_safety = validate_paper_registration
    validate_paper_alcohol_licence = validate_paper_registration

    def papers(self) -> list[PaperContent]:
        """The files that were sent, each for an item."""
        fields = [field for field in self if field.name.startswith("paper_")]
        return [
            PaperContent(
                item=ChecklistItem(field.name.removeprefix("paper_")),
                content=_content(field),
                media_type=media_type_of(_content(field)) or "",
                title=clean(field.data.filename or "")[:LONGEST_TITLE],
            )
            for field in fields
            if _is_sent(field)
        ]

    def facts(self, province_ids: dict[str, int]) -> ApplicationFacts:
        tax_code = self._tax_code() or ""
        phone = read_identifier(self.phone.data or "")
        return ApplicationFacts(
            legal_form=str(self._chosen_form or ""),
            name=clean(self.name.data or ""),
            tax_code=tax_code,
            personal_id=read_personal_id(self.personal_id.data or "")
            or read_personal_id(tax_code)
            or "",
            representative=clean(self.representative.data or ""),
            phone=(phone.phone or "") if phone else "",
            province_id=province_ids.get(self.province.data or ""),
            address=clean(self.address.data or ""),
            sells_food=bool(self.sells_food.data),
            sells_alcohol=bool(self.sells_alcohol.data),
            proof=clean_story(self.proof.data or ""),
            identity_attested=bool(self.identity_attested.data),
        )

    def entry(
        self, province_ids: dict[str, int], papers: tuple[SentPaper, ...] = ()
    ) -> ApplicationEntry:
        """The value, once nothing is wrong; its papers are stored first."""
        revision = self.revision.data or ""
        return ApplicationEntry(
            facts=self.facts(province_ids),
            is_submitted=self.hands_in,
            claims=clean(self.claim.data or ""),
            revision=int(revision) if revision.isdecimal() else None,
            papers=papers,
            account=self.account(),
        )

    def _tax_code(self) -> str | None:
        return read_tax_code(self.tax_code.data or "", of_people=self._chosen_form in OF_PEOPLE)


def _tax_code_advice(*, of_people: bool) -> str:
    if of_people:
        return str(
            _(
                "Mã số thuế chưa đúng. Hộ kinh doanh ghi 12 số định danh cá nhân, hoặc mã số thuế"
                " cũ có 10 chữ số; so lại từng chữ số."
            )
        )
    return str(
        _("Mã số thuế có 10 hoặc 13 chữ số và chữ số kiểm tra không khớp; so lại từng chữ số.")
    )


def _is_sent(field: Field) -> bool:
    return isinstance(field.data, FileStorage) and bool(field.data.filename)


def _content(field: Field) -> bytes:
    stream = field.data.stream
    stream.seek(0)
    content: bytes = stream.read()
    return content


def _check_paper(field: Field) -> None:
    """By content: a name says nothing."""
    if not _is_sent(field):
        return
    content = _content(field)
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("Tệp này lớn hơn %(n)s MB. Hãy chụp lại nhỏ hơn.", n=MOST_BYTES // 1024**2)
        )
    if media_type_of(content) is None:
        raise ValidationError(
            _("Tệp này không phải PDF, JPEG hay PNG, hoặc bị thiếu mất đoạn cuối. Hãy chọn lại.")
        )
