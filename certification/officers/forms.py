"""Forms of officers: an act on a certificate, and the word of the second person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from certification.certificates.refusal_wording import refusal
from certification.certificates.rules.acts.act import Act, Correction
from certification.certificates.rules.acts.grounds import stated_reason
from certification.certificates.rules.acts.verbs import VERBS
from certification.certificates.rules.events import GROUNDS, LEVELS, EventKind
from certification.certificates.wording import ground
from certification.officers.wording import verb_names
from core.errors import DomainError
from core.web.forms import DayField, Form, at_most, readable, stripped
from core.web.requests.inputs import clean

LONGEST_LINE = 200
LONGEST_NUMBER = 6  # digits of the number of an event
# What each act is asked for; with every one comes the day.
FIELDS = {
    EventKind.GRANTED: ("stars", "decision", "signed", "last_day"),
    EventKind.RENEWED: ("stars", "decision", "signed", "last_day"),
    EventKind.EXTENDED: ("last_day", "decision", "signed", "reason"),
    EventKind.RERATED: ("stars", "decision", "signed", "last_day", "reason"),
    EventKind.SUSPENDED: ("decision", "signed", "reason"),
    EventKind.LIFTED: ("decision", "signed", "reason"),
    EventKind.REVOKED: ("ground", "decision", "signed", "reason"),
    EventKind.ANNULLED: ("reason",),
}
_FIELD_OF_REFUSAL = {
    "event_before_grant": "on",
    "event_before_programme": "on",
    "event_in_future": "on",
    "event_too_far_ahead": "on",
    "event_contradicts_later": "on",
    "extension_before_rule": "on",
    "signed_in_future": "signed",
    "effect_before_signing": "signed",
    "term_over_before_start": "signed",
    "stars_out_of_range": "stars",
    "same_stars": "stars",
    "revocation_ground_required": "reason",
    "correction_unexplained": "reason",
    "last_day_before_start": "last_day",
    "last_day_too_late": "last_day",
    "last_day_required": "last_day",
    "extension_not_longer": "last_day",
    "extension_too_long": "last_day",
    "paper_end_unknown": "last_day",
    "nothing_to_correct": "corrects",
    "already_corrected": "corrects",
    "corrects_an_annulment": "corrects",
    "correction_upsets_later": "corrects",
}


def _levels() -> list[tuple[str, str]]:
    return [(str(stars), gettext("%(n)s sao", n=stars)) for stars in LEVELS]


def _grounds() -> list[tuple[str, str]]:
    return [
        ("", gettext("Chọn căn cứ")),
        *((letter, f"{letter}) {ground(letter)}") for letter in GROUNDS),
    ]


def _verbs() -> list[tuple[str, str]]:
    return list(verb_names().items())


class ActForm(Form):
    """An event to put on record, or what is to stand in the place of one recorded by mistake."""

    event = RadioField(_("Việc cần ghi"), choices=_verbs, validate_choice=False)
    corrects = StringField(_("Đính chính mục số"), filters=[stripped])
    ground = SelectField(_("Căn cứ thu hồi"), choices=_grounds, validate_choice=False)
    stars = RadioField(_("Số sao"), choices=_levels, validate_choice=False)
    on = DayField(_("Ngày có hiệu lực"))
    decision = StringField(
        _("Số quyết định"),
        [at_most(LONGEST_LINE), readable],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_LINE, "placeholder": "123/QĐ-UBND"},
    )
    signed = DayField(_("Ngày ký quyết định"))
    last_day = DayField(_("Ngày cuối in trên giấy"))
    reason = TextAreaField(
        _("Lý do"),
        [at_most(LONGEST_LINE), readable],
        filters=[stripped],
        render_kw={"rows": 3, "maxlength": LONGEST_LINE},
    )

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - as the library's
        super().__init__(**given)
        if self.kind is EventKind.EXTENDED:
            self.last_day.label.text = gettext("Giữ hiệu lực đến hết ngày")

    @property
    def kind(self) -> EventKind | None:
        """What is to be recorded; a correction without an event strikes what it corrects."""
        if not self.event.data:
            return EventKind.ANNULLED if self.corrects.data else None
        return VERBS.get(self.event.data)

    @property
    def mistaken(self) -> int | None:
        """The number of the event that it corrects, where one can be read."""
        typed = self.corrects.data or ""
        return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None

    @property
    def shown(self) -> Sequence[Field]:
        """The fields of the chosen act, and those with which something is wrong or given."""
        names = FIELDS.get(self.kind, ()) if self.kind else ()
        rest = (self.ground, self.stars, self.on, self.decision, self.signed, self.last_day)
        day = () if self.kind is EventKind.ANNULLED else (self.on,)
        first = [self[name] for name in names if name in {"ground", "stars"}]
        listed = [*first, *day, *(self[name] for name in names if self[name] not in first)]
        return [*listed, *(f for f in (*rest, self.reason) if f not in listed and f.errors)]

    def validate_event(self, _field: Field) -> None:
        if self.kind is None:
            raise ValidationError(gettext("Hãy chọn việc cần ghi."))

    def validate_corrects(self, field: Field) -> None:
        if field.data and not self.mistaken:
            raise ValidationError(gettext("Hãy ghi số của mục bị ghi nhầm, ví dụ 3."))

    def validate_stars(self, field: Field) -> None:
        if field.data and field.data not in dict(_levels()):
            raise ValidationError(gettext("Giấy chứng nhận chỉ có 3, 4 hoặc 5 sao."))

    def validate_ground(self, field: Field) -> None:
        if field.data and field.data not in GROUNDS:
            raise ValidationError(gettext("Hãy chọn một căn cứ trong danh sách."))

    def act(self, today: date) -> Act:
        """The value, once nothing is wrong."""
        kind = self.kind or EventKind.ANNULLED
        words = clean(self.reason.data or "")
        letter, note = stated_reason(words, kind)
        if kind is EventKind.REVOKED:
            letter = self.ground.data or letter
        correction = None
        if self.mistaken:
            correction, note = Correction(self.mistaken, note), None
        return Act(
            kind=kind,
            on=self.on.day or today,
            signed=self.signed.day,
            stars=int(self.stars.data) if self.stars.data else None,
            last_day=self.last_day.day,
            decision=clean(self.decision.data or "") or None,
            reason=letter,
            public_note=note,
            correction=correction,
        )

    def refuse(self, no: DomainError) -> None:
        """Say at its field what the rules refuse."""
        self[_FIELD_OF_REFUSAL.get(no.code, "event")].errors = [refusal(no)]


class SecondPersonForm(Form):
    """Yes or no to an act of somebody else."""

    decision = RadioField(
        _("Quyết định"),
        choices=lambda: [("confirm", gettext("Xác nhận")), ("refuse", gettext("Từ chối"))],
        validate_choice=False,
    )
    reason = StringField(
        lazy_gettext("Lý do từ chối (người đề nghị đọc được)"),
        [at_most(LONGEST_LINE), readable],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_LINE},
    )

    def validate_decision(self, field: Field) -> None:
        if field.data not in {"confirm", "refuse"}:
            raise ValidationError(gettext("Hãy chọn xác nhận hoặc từ chối."))

    def validate_reason(self, field: Field) -> None:
        if self.decision.data == "refuse" and not clean(field.data or ""):
            raise ValidationError(gettext("Từ chối phải nêu lý do để người đề nghị biết."))
