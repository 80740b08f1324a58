"""The form of the product editor: only the fields that are sent change anything."""

from datetime import date
from typing import Any, cast

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from core.clock import today
from core.web.forms import Form
from marketplace.listings.forms.terms import HiddenTerm, TermArea, TermField, options
from marketplace.listings.rules import content as rules
from marketplace.listings.rules.content import ContentChanges
from marketplace.listings.services.editing import ListingEdit
from marketplace.listings.wording import CONTENT_FIELDS, KINDS, LABEL_FIELDS, OFFER_FIELDS
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules import packs, typed
from marketplace.offers.services.changing import OfferChanges
from marketplace.offers.wording import REFUSALS, refusal
from registry.rules.product_sets import GROUPS

STEPS = 3  # quantity price steps that the form has rows for
DRAFT = "draft"  # the action of the button that only keeps
# What a helper may send; all else is for those who may edit.
STOCK_FIELDS = {
    "stock", "stock_seen", "paused_until", "paused_message", "revision", "once", "action",
}  # fmt: skip
# Where a contradiction between several terms is said.
FIELD_OF = {
    "season_half": "season_to",
    "quantities_crossed": "max_quantity",
    "steps_without_price": "price_dong",
    "steps_too_many": "step_quantity_1",
    "step_quantity": "step_quantity_1",
    "step_not_cheaper": "step_price_1",
}
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


def _version(text: str) -> int:
    """What the page carried along of the listing's version."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - of an int
        raise TermRefused("stock_not_a_number")
    return int(text)


def _line(longest: int) -> Any:  # noqa: ANN401 - a reader for TermField
    return lambda text: typed.line(text, longest)


def _to_come(text: str) -> date:
    return typed.day_to_come(text, today())


def _day_field(name: str, read: Any) -> TermField:  # noqa: ANN401
    return TermField(OFFER_FIELDS[name], read, render_kw={"type": "date"})


class SaleForm(Form):
    """What is sold and how: it changes at once."""

    revision = HiddenTerm(_("Phiên bản"), _version)
    action = HiddenTerm(_("Cách lưu"), _line(20))
    price_dong = TermField(OFFER_FIELDS["price_dong"], typed.price, render_kw=DIGITS)
    price_on_request = BooleanField(_("Hỏi giá: khách liên hệ để biết giá"))
    unit = TermField(OFFER_FIELDS["unit"], typed.unit, missing="unit_missing",
                     render_kw={"maxlength": typed.LONGEST_UNIT})  # fmt: skip
    pack = TermField(OFFER_FIELDS["pack"], packs.pack, render_kw={"maxlength": 20})
    stock = TermField(OFFER_FIELDS["stock"], typed.stock, missing="stock_missing",
                      render_kw=DIGITS)  # fmt: skip
    stock_seen = HiddenTerm(_("Số lượng lúc mở trang"), typed.stock)
    season_from = _day_field("season_from", typed.day)
    season_to = _day_field("season_to", typed.day)
    paused_until = _day_field("paused_until", _to_come)
    paused_message = TermField(
        OFFER_FIELDS["paused_message"],
        _line(typed.LONGEST_MESSAGE),
        blank="",
        render_kw={"maxlength": typed.LONGEST_MESSAGE},
    )
    min_quantity = TermField(OFFER_FIELDS["min_quantity"], typed.quantity, blank=1,
                             render_kw=DIGITS)  # fmt: skip
    max_quantity = TermField(OFFER_FIELDS["max_quantity"], typed.quantity, render_kw=DIGITS)
    step_quantity_1 = TermField(_("Mua từ"), typed.quantity, render_kw=DIGITS)
    step_price_1 = TermField(_("Giá mỗi đơn vị"), typed.price, render_kw=DIGITS)
    step_quantity_2 = TermField(_("Mua từ"), typed.quantity, render_kw=DIGITS)
    step_price_2 = TermField(_("Giá mỗi đơn vị"), typed.price, render_kw=DIGITS)
    step_quantity_3 = TermField(_("Mua từ"), typed.quantity, render_kw=DIGITS)
    step_price_3 = TermField(_("Giá mỗi đơn vị"), typed.price, render_kw=DIGITS)
    unserved = SelectMultipleField(_("Không giao đến"), coerce=int, validate_choice=True)
    unserved_shown = HiddenTerm(_("Có chọn tỉnh"))

    def __init__(self, *, has_price: bool, provinces: dict[int, str], **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self.has_price = has_price
        self.unserved.choices = options(provinces)

    def validate_price_dong(self, field: TermField) -> None:
        is_blank = field.is_sent and field.term is None
        if is_blank and self.has_price and not self.price_on_request.data:
            raise ValidationError(str(REFUSALS["price_missing"]))

    def steps(self) -> list[tuple[TermField, TermField]]:
        return [(self[f"step_quantity_{n}"], self[f"step_price_{n}"]) for n in range(1, STEPS + 1)]

    def validate_step_price_1(self, _field: Field) -> None:
        for quantity, price in self.steps():
            if bool(quantity.data) != bool(price.data):
                raise ValidationError(str(REFUSALS["step_half"]))

    def offer_changes(self) -> OfferChanges:
        """What is to be different, once nothing is wrong."""
        plain = ("unit", "season_from", "season_to", "paused_until", "paused_message",
                 "min_quantity", "max_quantity")  # fmt: skip
        changes: dict[str, Any] = {n: self[n].term for n in plain if self[n].is_sent}
        if self.price_dong.is_sent and (self.price_dong.term is not None or self.has_price):
            changes["price_dong"] = None if self.price_on_request.data else self.price_dong.term
        # What was sold meanwhile is not put back by whoever did not touch the stock.
        if self.stock.is_sent and self.stock.term != self.stock_seen.term:
            changes["stock"] = self.stock.term
        if self.pack.is_sent:
            pack = self.pack.term
            changes["pack_amount"] = pack.amount if pack else None
            changes["pack_measure"] = pack.measure if pack else None
        if self.step_quantity_1.is_sent:
            steps = [[q.term, p.term] for q, p in self.steps() if q.term]
            changes["price_steps"] = sorted(steps)
        if self.unserved_shown.is_sent:
            changes["unserved_province_ids"] = sorted(self.unserved.data or [])
        return cast("OfferChanges", changes)

    def refuse(self, no: TermRefused) -> None:
        """Say a contradiction between terms at the field that can end it."""
        self[FIELD_OF.get(no.reason, "price_dong")].errors = [refusal(no)]


class EditorForm(SaleForm):
    """With what is said of the product: it waits for moderation."""

    name = TermField(CONTENT_FIELDS["name"], rules.product_name, missing="name_missing",
                     render_kw={"maxlength": rules.LONGEST_NAME})  # fmt: skip
    story = TermArea(CONTENT_FIELDS["story"], rules.story, blank="",
                     render_kw={"rows": 8, "maxlength": rules.LONGEST_STORY})  # fmt: skip
    kind = SelectField(
        CONTENT_FIELDS["kind"],
        choices=options({"": _("Chưa chọn"), **KINDS}),
        validate_choice=False,
    )
    product_group = SelectField(
        CONTENT_FIELDS["product_group"],
        choices=options({"": _("Chưa chọn"), **{group.slug: group.name for group in GROUPS}}),
        validate_choice=False,
    )

    @classmethod
    def field_names(cls) -> list[str]:
        """Of all its fields."""
        names: list[str] = [name for name in dir(cls) if hasattr(getattr(cls, name), "_formfield")]
        return names

    def label_fields(self) -> dict[str, TermField]:
        return {name: self[f"label_{name}"] for name in LABEL_FIELDS}

    def validate_kind(self, field: Field) -> None:
        _check_choice(field, set(KINDS))

    def validate_product_group(self, field: Field) -> None:
        _check_choice(field, {group.slug for group in GROUPS})

    def edit(self) -> ListingEdit:
        """The value, once nothing is wrong."""
        return ListingEdit(
            offer=self.offer_changes(),
            content=self.content_changes(),
            version=self.revision.term,
            submit=self.action.data != DRAFT,
        )

    def content_changes(self) -> ContentChanges:
        changes: dict[str, Any] = {n: self[n].term for n in ("name", "story") if self[n].is_sent}
        for name in ("kind", "product_group"):
            if self[name].raw_data:
                changes[name] = self[name].data or None
        label = {name: f.term for name, f in self.label_fields().items() if f.is_sent}
        if label:
            changes["label"] = label
        return cast("ContentChanges", changes)


for _name, _label in LABEL_FIELDS.items():
    _area = TermArea(_label, rules.label_text, blank="", render_kw={"rows": 2})
    setattr(EditorForm, f"label_{_name}", _area)


def _check_choice(field: Field, known: set[str]) -> None:
    if field.raw_data and field.data and field.data not in known:
        raise ValidationError(str(REFUSALS["choice_unknown"]))
