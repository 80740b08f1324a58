"""Form fields that read a term by its rule: what forms, JSON and tables have in common."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from marketplace.offers.errors import TermRefused
from marketplace.offers.wording import refusal

Read = Callable[[str], Any]


def options(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """The choices of a field, by value and word."""
    return [SelectChoice(value=value, label=name) for value, name in names.items()]


class TermField(StringField):
    """A text that a rule reads; `term` is its value once nothing is wrong.

    An empty text means `blank`; where it means nothing, `missing` is the refusal.
    """

    def __init__(
        self,
        label: str | None = None,
        read: Read = str,
        *,
        blank: object = None,
        missing: str = "",
        **options: Any,  # noqa: ANN401 - as WTForms takes them
    ) -> None:
        super().__init__(label, **options)
        self.read, self.blank, self.missing = read, blank, missing
        self.term: Any = None

    @property
    def is_sent(self) -> bool:
        """Whether the request names it: what is not named stays as it is."""
        return bool(self.raw_data)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - as WTForms calls it
        if not self.is_sent:
            return
        try:
            self.term = self._read(self.data or "")
        except TermRefused as no:
            raise StopValidation(refusal(no)) from no

    def read_or_text(self, typed: str) -> object:
        """What a text means, for comparing; itself where it means nothing."""
        try:
            return self._read(typed)
        except TermRefused:
            return typed

    def _read(self, typed: str) -> object:
        if typed.strip():
            return self.read(typed)
        if self.missing:
            raise TermRefused(self.missing)
        return self.blank


class TermArea(TermField, TextAreaField):
    """The same with several lines."""


class HiddenTerm(TermField, HiddenField):
    """The same, sent along unseen."""
