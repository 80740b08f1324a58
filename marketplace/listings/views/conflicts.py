"""Conflicts of an edit: where what somebody typed and what stands now are not the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.listings.forms.editor import EditorForm
from marketplace.listings.forms.terms import TermField

UNSEEN = {"revision", "stock_seen", "unserved_shown", "action"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field: its label, what stands there now, and what was typed."""

    field: str
    label: str
    present: str
    typed: str


def conflicts(form: EditorForm, present: Mapping[str, Any]) -> list[Conflict]:
    """Fields that were sent and say something else than what is kept."""
    sent = [f for f in form if f.raw_data and f.short_name not in UNSEEN]
    differing = []
    for field in sent:
        kept = present.get(field.short_name, "")
        is_text = not isinstance(kept, list | bool)
        if not is_text or _read(field, str(kept)) == _read(field, str(field.data)):
            continue
        label = str(field.label.text)
        differing.append(Conflict(field.short_name, label, str(kept), str(field.data)))
    return differing


def _read(field: object, text: str) -> object:
    """As its rule reads it: 125000 and 125.000 are no conflict."""
    if not isinstance(field, TermField):
        return text
    return field.read_or_text(text)
