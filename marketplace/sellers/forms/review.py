"""Forms of operators: decisions about applications, checks, closings, demands of authorities."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from core.web.forms import Form, at_most, readable, stripped
from core.web.requests.inputs import clean, clean_story
from marketplace.sellers.rules.checklist import ChecklistItem, Outcome
from marketplace.sellers.rules.facts import LONGEST_REASON, LONGEST_TEXT
from marketplace.sellers.rules.states import DECISIONS, ApplicationStep
from marketplace.sellers.services.checks import ItemCheck
from marketplace.sellers.services.decisions import ApplicationDecision

LONGEST_AGO = timedelta(days=30)


class DecisionForm(Form):
    """An operator's decision; which one, the pressed button says."""

    decision = HiddenField(lazy_gettext("Quyết định"))
    reason = TextAreaField(
        lazy_gettext("Lý do, người nộp sẽ đọc"),
        [at_most(LONGEST_REASON, kept=clean_story), readable],
        filters=[stripped],
        render_kw={"rows": 4},
    )
    revision = HiddenField(filters=[stripped])

    def validate_decision(self, field: Field) -> None:
        if field.data not in set(map(str, DECISIONS)):
            raise ValidationError(_("Hãy bấm một trong các nút quyết định."))

    def validate_reason(self, field: Field) -> None:
        if not field.data and self.decision.data != ApplicationStep.APPROVE:
            raise ValidationError(_("Hãy ghi lý do: người nộp cần biết phải làm gì."))

    def value(self) -> ApplicationDecision:
        revision = self.revision.data or ""
        return ApplicationDecision(
            step=ApplicationStep(self.decision.data or ""),
            reason=clean_story(self.reason.data or ""),
            revision=int(revision) if revision.isdecimal() else None,
        )


class CheckForm(Form):
    """What an operator makes of one item of the checklist."""

    outcome = HiddenField(lazy_gettext("Kết luận"))
    reason = StringField(
        lazy_gettext("Lý do"),
        [at_most(LONGEST_TEXT), readable],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TEXT},
    )

    def validate_outcome(self, field: Field) -> None:
        if field.data not in set(map(str, Outcome)):
            raise ValidationError(_("Hãy bấm một trong các nút."))

    def validate_reason(self, field: Field) -> None:
        if not field.data and self.outcome.data != Outcome.VERIFIED:
            raise ValidationError(_("Hãy ghi lý do."))

    def value(self, item: ChecklistItem) -> ItemCheck:
        return ItemCheck(item, Outcome(self.outcome.data or ""), clean(self.reason.data or ""))
