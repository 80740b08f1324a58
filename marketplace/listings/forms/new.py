"""The form of a new product: a name is enough, all else can follow in the editor."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField
from wtforms.validators import ValidationError

from marketplace.listings.forms.editor import EditorForm
from marketplace.listings.forms.terms import options
from marketplace.listings.queries.producers import OwnProducer
from marketplace.listings.rules.content import ListingContent
from marketplace.offers.wording import REFUSALS


class NewForm(EditorForm):
    """Of one of the producers somebody works for."""

    producer = SelectField(_("Cơ sở"), validate_choice=False)

    def __init__(self, *, producers: Sequence[OwnProducer], **more: Any) -> None:  # noqa: ANN401
        super().__init__(has_price=False, provinces={}, **more)
        self._ids = {producer.slug: producer.id for producer in producers}
        self.producer.choices = options({p.slug: p.name for p in producers})

    @property
    def producer_id(self) -> int:
        return self._ids.get(self.producer.data or "", next(iter(self._ids.values())))

    def content(self) -> ListingContent:
        """What it says of itself, once nothing is wrong."""
        return ListingContent(name=self.name.term).changed(self.content_changes())

    def validate_name(self, _field: Field) -> None:
        if not self.name.is_sent:
            raise ValidationError(str(REFUSALS["name_missing"]))

    def validate_producer(self, field: Field) -> None:
        if field.raw_data and field.data not in self._ids:
            raise ValidationError(str(REFUSALS["choice_unknown"]))
