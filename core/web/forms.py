"""HTML forms by WTForms: the base class of all, and the checks that every text needs.

A form is read from the body of the request, keeps everything typed, says at each field what is
wrong, and hands over one frozen dataclass. Its CSRF check is core.web.requests.csrf; the library's
own token is switched off (WTF_CSRF_ENABLED), so that a page with a form can be public.
"""

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms import Form as WTForm
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput

from core.web.requests.inputs import clean, is_text

Check = Callable[[WTForm, Field], None]


class Form(FlaskForm):
    """A form of ours; `form_errors` holds what is wrong with it as a whole."""


def at_most(longest: int, *, kept: Callable[[str], str] = clean) -> Check:
    """A text of so many characters or fewer, as it is `kept`: composing can make it longer."""

    def check(_form: WTForm, field: Field) -> None:
        if len(kept(field.data or "")) > longest:
            raise ValidationError(_("Nhiều nhất %(n)s ký tự.", n=longest))

    return check


def readable(_form: WTForm, field: Field) -> None:
    """A text of characters that people can read."""
    if not is_text(field.data or ""):
        raise ValidationError(_("Có ký tự không đọc được. Hãy xoá chỗ đó và gõ lại."))


def stripped(typed: str | None) -> str:
    """A filter: without space around it, and with one kind of line end."""
    return (typed or "").replace("\r\n", "\n").strip()


class DayField(StringField):
    """A day, from the browser's calendar or typed as people write it; `data` is what was sent."""

    widget = DateInput()
    day: date | None = None

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - the library's signature
        text = (self.data or "").strip()
        self.day = day_typed(text) if text else None
        if text and self.day is None:
            raise ValidationError(_("Ngày chưa đúng, ví dụ 24/11/2026."))


def day_typed(text: str) -> date | None:
    """2026-11-24 or 24/11/2026."""
    parts = text.split("/")[::-1] if "/" in text else text.split("-")
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
